//! What those who run the service see, and how it ends.

use std::io::Write;

use parking_lot::Mutex;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::route::Access::Public;
use crate::serve::{TO_BE_TAKEN, serve_router};

use super::*;

fn fails(_: &Asked) -> Result<Answer, Failure> {
    Err(Failure::fault(std::io::Error::other("the-cause")))
}

/// More than anything between here and a reader holds.
fn large(asked: &Asked) -> Result<Answer, Failure> {
    asked.shell()?;
    Ok(asked.html("x".repeat(64 << 20)))
}

const ROUTES: &[Route] = &[
    Route::page("/large", Public, large),
    Route::page("/{area}/{kind}/{subject}", Public, ok),
    Route::page("/{area}/fails", Public, fails),
    Route::form("/sent", Public, ok),
];

/// What was logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_log_knows_every_request_and_nobody() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_writer(move || writer.clone())
        .finish();
    // Handlers run on threads of their own, so it is the log of all; other tests may write into it.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let house = House::new(ROUTES);
    let session = house.cookie(Name::Session, &SESSION);
    let headers = [
        ("cookie", session.as_str()),
        ("x-forwarded-for", "198.51.100.99"),
        ("user-agent", "agent-of-somebody"),
        ("referer", "https://referrer-of-somebody.example/"),
    ];
    for address in [
        "/secret-area/secret-kind/secret-subject?secret=query",
        "/secret-area/fails?secret=query",
        "/secret-nowhere?secret=query",
    ] {
        house.get_with(address, &headers);
    }
    house.ask(request("POST", "/secret-area/fails", &headers, "secret"));
    let log = String::from_utf8(log.0.lock().clone()).unwrap();
    for expected in [
        r#""route":"/{area}/{kind}/{subject}","status":200"#,
        r#""route":"/{area}/fails","status":500"#,
        r#""route":"/{area}/fails","status":405"#,
        r#""route":"(none)","status":404"#,
        r#""cause":"the-cause""#,
    ] {
        assert!(log.contains(expected), "{expected} in {log}");
    }
    let secret = session.split_once('=').unwrap().1;
    for personal in ["secret-", "198.51.100.99", "of-somebody", secret] {
        assert!(!log.contains(personal), "{personal} in {log}");
    }
}

#[test]
fn those_who_run_it_are_told_how_it_is() {
    let mut house = House::new(ROUTES);
    house.get("/rivermead/meetings/m1");
    house.router = house.service.ops();
    assert_eq!(house.get("/health").status, StatusCode::OK);
    assert_eq!(house.get("/ready").status, StatusCode::OK);
    let figures = house.get("/metrics").text();
    for expected in [
        r#"alongside_requests_total{route="/{area}/{kind}/{subject}",method="GET",status="200"} 1"#,
        r#"alongside_request_duration_seconds_count{route="/{area}/{kind}/{subject}",method="GET"} 1"#,
        r#"alongside_jobs{state="dead"} 0"#,
    ] {
        assert!(figures.contains(expected), "{expected} in {figures}");
    }
    assert!(!figures.contains("rivermead"), "{figures}");
    let database = house.service.parts().database.clone();
    let gone = database.read(|_| Ok::<_, alongside_store::Error>(house.get("/ready")));
    assert_eq!(gone.unwrap().status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(house.get("/ready").status, StatusCode::OK);
    house.service.end();
    assert_eq!(house.get("/ready").status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(house.get("/health").status, StatusCode::OK);
}

#[test]
fn what_is_under_way_at_the_end_is_answered() {
    let house = House::new(ROUTES);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel::<()>();
        let (service, router) = (house.service.clone(), house.router.clone());
        let served = tokio::spawn(serve_router(listener, None, service, router, TO_BE_TAKEN, async {
            drop(ended.await);
        }));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = "POST /sent HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n";
        stream.write_all(head.as_bytes()).await.unwrap();
        // This comes when somebody waits for the rest.
        let mut first = [0; 25];
        stream.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 100 Continue\r\n\r\n");
        end.send(()).unwrap();
        stream.write_all(b"ab").await.unwrap();
        let mut rest = String::new();
        stream.read_to_string(&mut rest).await.unwrap();
        assert!(rest.starts_with("HTTP/1.1 403 "), "{rest}");
        served.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    });
}

#[test]
fn who_takes_nothing_of_an_answer_is_not_waited_for() {
    let house = House::new(ROUTES);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (service, router) = (house.service.clone(), house.router.clone());
        let patience = Duration::from_millis(300);
        let served = serve_router(
            listener,
            None,
            service,
            router,
            patience,
            std::future::pending(),
        );
        let served = tokio::spawn(served);
        let figures = || house.service.metrics().text(None).unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
            .await
            .unwrap();
        for _ in 0..1_000 {
            if figures().contains(r#"alongside_connections_ended_total{why="slow"} 1"#) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let figures = figures();
        assert!(
            figures.contains(r#"alongside_connections_ended_total{why="slow"} 1"#),
            "{figures}"
        );
        assert!(figures.contains("alongside_connections 0"), "{figures}");
        served.abort();
    });
}
