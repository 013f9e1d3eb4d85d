//! The interface for machines.

use alongside_domain::Instant;
use alongside_domain::act::{Disclosed, Opening};
use alongside_domain::replay::State;
use alongside_pages::links;
use alongside_store::record::{self, Of};
use alongside_testkit::{Outcome, Scratch};
use serde_json::{Value, json};

use super::{Town, request};
use crate::handlers::api::described;
use crate::routes::ROUTES;

alongside_testkit::on_both!(
    the_acts_that_are_sent_give_the_state_that_is_kept,
    every_answer_is_as_it_is_described,
);

fn the_acts_that_are_sent_give_the_state_that_is_kept(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.haringey();
    let mut told = Vec::new();
    for act in town.all("/api/areas/haringey/acts", 7) {
        let openings = act["openings"].as_array().unwrap().iter();
        let openings = openings
            .map(|of| serde_json::from_value::<Opening>(of["opening"].clone()))
            .collect::<Result<Vec<_>, _>>()?;
        let canonical = act["canonical"].as_str().unwrap();
        let disclosed = Disclosed::parse(canonical.as_bytes(), openings)?;
        assert_eq!(act["digest"], disclosed.digest().to_string());
        told.push(disclosed);
    }
    let far = Instant::from_micros(9_000_000_000_000_000).unwrap();
    let (state, passed_over) = State::replay(&told, far);
    assert_eq!(passed_over, []);
    let kept = town
        .database
        .read(|snapshot| record::load(snapshot, &place.council.area, Of::All))?;
    assert_eq!(state, kept.unwrap().state);
    Ok(())
}

/// The schema of what an address answers with a status, with all that it refers to.
fn schema(description: &Value, path: &str, status: &str, media: &str) -> Value {
    let answer = &description["paths"][path]["get"]["responses"][status]["content"][media];
    let mut schema = answer["schema"].clone();
    assert!(schema.is_object(), "{path} {status}");
    schema["components"] = description["components"].clone();
    schema
}

fn every_answer_is_as_it_is_described(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    town.haringey();
    let description = town.json("/api/openapi.json");
    assert_eq!(description, described());
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let subject = town.all("/api/areas/haringey/subjects", 500)[0]["id"].clone();
    let mut asked = 0;
    for route in ROUTES
        .iter()
        .filter(|route| route.pattern().starts_with(links::API))
    {
        let pattern = route.pattern();
        let address = pattern
            .replace("{area}", "haringey")
            .replace("{subject}", subject.as_str().unwrap());
        let answered = town.get(&address);
        assert_eq!(answered.status, 200, "{address}");
        assert_eq!(answered.header("access-control-allow-origin"), "*");
        assert!(!answered.header("etag").is_empty());
        let said = &description["paths"][pattern]["get"]["parameters"];
        let said = said.as_array().map(Vec::as_slice).unwrap_or_default();
        let said = said.iter().filter(|one| one["in"] == "query");
        let mut said: Vec<&str> = said.filter_map(|one| one["name"].as_str()).collect();
        let mut asks = route.asks.to_vec();
        said.sort_unstable();
        asks.sort_unstable();
        assert_eq!(said, asks, "{pattern}");
        let schema = schema(&description, pattern, "200", "application/json");
        let sent: Value = serde_json::from_str(&answered.text())?;
        if let Err(error) = jsonschema::validate(&schema, &sent) {
            panic!("{address}: {error} at {}", error.instance_path());
        }
        asked += 1;
    }
    assert_eq!(asked, 11);
    assert_eq!(description["paths"].as_object().unwrap().len(), asked);

    for (address, status) in [
        ("/api/areas/haringey/findings?as_of=soon", 400),
        ("/api/areas/haringey/findings?limit=0", 400),
        ("/api/areas/haringey/findings?limit=501", 400),
        ("/api/areas/haringey/findings?cursor=%21", 400),
        ("/api/areas/haringey/acts?cursor=YQ", 400),
        ("/api/areas/haringey/subjects?kind=wish", 400),
        ("/api/areas/nowhere/findings", 404),
        ("/api/nowhere", 404),
    ] {
        let answered = town.get(address);
        assert_eq!(answered.status, status, "{address}");
        assert_eq!(answered.header("content-type"), "application/problem+json");
        assert_eq!(answered.header("access-control-allow-origin"), "*");
        let pattern = links::API_FINDINGS;
        let (status, media) = (status.to_string(), "application/problem+json");
        let schema = schema(&description, pattern, &status, media);
        let problem: Value = serde_json::from_str(&answered.text())?;
        assert!(jsonschema::is_valid(&schema, &problem), "{problem}");
        assert_eq!(problem["status"], json!(answered.status.as_u16()));
    }
    // A page of ours is for its readers, and no other site's script.
    let page = town.ask(request(
        "GET",
        "/haringey",
        &[("origin", "https://other.example")],
        "",
    ));
    assert_eq!(page.header("access-control-allow-origin"), "");
    Ok(())
}
