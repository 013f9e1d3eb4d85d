# Two commands do everything: `make run` and `make test`.

.DEFAULT_GOAL := help
.PHONY: help run audit test assets tools node server browser calendars

RECORD := records/haringey-2021.csv
AUDIT := cargo run --locked --quiet -- audit $(RECORD) --charter amaze-2020 --as-of 2022-03-19
PAGE := out/haringey-2021.html

help:
	@echo 'make run    the service with a demo, at http://localhost:8080'
	@echo 'make audit  audit the reference record: the table here, the page in $(PAGE)'
	@echo 'make assets the look of the pages, into assets/dist'
	@echo 'make test   every check, as the continuous integration runs it'

run: tools node
	@echo 'Building Alongside (some minutes the first time) ...'
	@cargo xtask assets
	@mkdir -p out/demo
	@test -f out/demo/record.key || cargo run --locked --quiet -- record key out/demo/record.key > out/demo/key.txt
	@ALONGSIDE_RECORD_KEY=out/demo/record.key cargo run --locked --quiet -- serve --demo --database sqlite:out/demo/alongside.db

audit: tools
	@echo 'Building Alongside (some minutes the first time) ...'
	@cargo build --locked
	@$(AUDIT)
	@mkdir -p out
	@$(AUDIT) --format html --out $(PAGE)
	@echo
	@echo 'The same as a page to read, print or hand on: $(CURDIR)/$(PAGE)'

test: tools server browser calendars
	@cargo xtask ci

assets: tools node
	@cargo xtask assets

# Nothing is taken for granted but a shell: what is missing is said in one line.
tools:
	@needed=$$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml); \
	found=$$(cargo --version 2>/dev/null | cut -d ' ' -f 2); \
	if [ -z "$$found" ]; then \
		echo "Rust is not here, and Alongside is built with it: install Rust $$needed or newer from https://rustup.rs" >&2; exit 1; \
	fi; \
	if ! printf '%s %s\n' "$$needed" "$$found" | awk '{ split($$1, n, "."); split($$2, f, "."); exit !(f[1] + 0 > n[1] + 0 || (f[1] + 0 == n[1] + 0 && f[2] + 0 >= n[2] + 0)) }'; then \
		echo "Rust $$found is here, and Alongside needs $$needed or newer: run 'rustup update stable', or install it from https://rustup.rs" >&2; exit 1; \
	fi; \
	if ! command -v cc >/dev/null 2>&1; then \
		echo "A C compiler is not here, and Rust links with it: install 'build-essential' (Debian, Ubuntu), 'gcc' (Fedora) or run 'xcode-select --install' (macOS)" >&2; exit 1; \
	fi

# The look of the pages is built from npm packages.
node:
	@if ! command -v npm >/dev/null 2>&1; then \
		echo "Node.js is not here, and the look of the pages is built with it: install Node.js 20 or newer with npm ('nodejs' and 'npm' on Debian, Ubuntu, Fedora; 'node' with Homebrew)" >&2; exit 1; \
	fi

# The tests start a PostgreSQL server of their own.
server:
	@if ! command -v initdb >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then \
		echo "PostgreSQL is not here, and the tests start a server of it: install 'postgresql' (Debian, Ubuntu, macOS with Homebrew) or 'postgresql-server' (Fedora)" >&2; exit 1; \
	fi

# The tests walk through the service in a browser. Without one those journeys are left out, but not where CI=true.
browser:
	@if ! command -v chromium >/dev/null 2>&1 || ! command -v chromedriver >/dev/null 2>&1; then \
		echo "Chromium and its driver are not both here, and the tests walk through the service in it: install 'chromium chromium-driver' (Debian, Ubuntu) or 'chromium chromedriver' (Fedora); else the journeys are left out" >&2; \
		[ "$$CI" != true ]; \
	fi

# The tests have our calendars read by other people's programs. Without them that is left out, but not where CI=true.
calendars:
	@if ! command -v khal >/dev/null 2>&1 || ! { /usr/bin/python3 -c 'import icalendar' || python3 -c 'import icalendar'; } >/dev/null 2>&1; then \
		echo "khal and Python's icalendar are not both here, and the tests have our calendars read by them: install 'python3-icalendar khal' (Debian, Ubuntu, Fedora); else that is left out" >&2; \
		[ "$$CI" != true ]; \
	fi
