//! The logo of an area: chosen at the desk, shown on every page, given out to everyone.

use std::io::Cursor;

use alongside_store::files::Digest;
use alongside_testkit::{Outcome, Scratch};
use image::{ImageFormat, RgbaImage};

use super::*;

alongside_testkit::on_both!(
    a_logo_is_shown_at_the_head_of_every_page_and_given_out_for_good,
    all_that_is_wrong_with_a_logo_is_told_at_once_and_nothing_is_kept,
    what_a_logo_says_is_changed_without_its_file,
    a_logo_that_somebody_changed_meanwhile_is_not_replaced_unseen,
    a_logo_that_was_taken_away_is_given_to_nobody,
    only_who_looks_after_the_area_chooses_its_logo,
    no_other_file_of_the_store_is_given_out_as_a_logo,
);

const SETTINGS: &str = "/haringey/desk/settings";
const LOGO: &str = "/haringey/desk/settings/logo";
const REMOVAL: &str = "/haringey/desk/settings/logo/removal";

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbaImage::from_pixel(width, height, image::Rgba([20, 90, 80, 255]))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// The name of the logo that is shown.
fn shown(town: &Town) -> String {
    let logo = town.known().logo;
    logo.map_or_else(String::new, |logo| logo.name.to_string())
}

fn choose(town: &Town, says: &str, bytes: &[u8]) -> Answered {
    let seen = shown(town);
    let fields = [("seen", seen.as_str()), ("says", says)];
    town.send(Administrator, LOGO, &fields, "ours.png", bytes)
}

fn a_logo_is_shown_at_the_head_of_every_page_and_given_out_for_good(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let before = town.get(Nobody, "/haringey");
    assert!(!before.text().contains("<img"));
    choose(&town, " Two \"hands\" <b> ", &png(960, 256)).must_lead(SETTINGS, "logo-kept");
    let address = format!("/haringey/logo/{}", shown(&town));
    let image = format!(
        "<img class=\"logo\" src=\"{address}\" alt=\"Two &#34;hands&#34; &#60;b&#62;\" width=\"240\" height=\"64\">"
    );
    for (by, page) in [
        (Nobody, "/haringey"),
        (Nobody, "/haringey/standards"),
        (Officer, "/haringey/desk"),
        (Administrator, SETTINGS),
    ] {
        assert!(town.get(by, page).text().contains(&image), "{page}");
    }
    let elsewhere = town.get(Nobody, "/elsewhere");
    assert!(!elsewhere.text().contains("<img"));
    let file = town.get(Nobody, &address);
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), "image/png");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(
        file.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert!(
        file.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    assert_eq!(Digest::of(&file.body).to_string(), shown(&town));
    let back = image::load_from_memory(&file.body)?;
    assert_eq!((back.width(), back.height()), (480, 128));
    // Where it says the name of the area alone, the name that stands beside it is enough.
    choose(&town, "HARINGEY <b>", &png(100, 64)).must_lead(SETTINGS, "logo-kept");
    let page = town.get(Nobody, "/haringey");
    assert!(page.text().contains("alt=\"\" width=\"100\" height=\"64\""));
    let told = town.get(Nobody, "/api/areas/haringey").text();
    let told: serde_json::Value = serde_json::from_str(&told)?;
    let address = format!("https://alongside.example/haringey/logo/{}", shown(&town));
    assert_eq!(told["logo"]["address"], address.as_str());
    assert_eq!(told["logo"]["says"], "HARINGEY <b>");
    Ok(())
}

fn all_that_is_wrong_with_a_logo_is_told_at_once_and_nothing_is_kept(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let long = "x".repeat(121);
    let large = vec![0; 1_200_000];
    for (bytes, says, told) in [
        (
            &b"<svg onload='alert(1)'/>"[..],
            "",
            [
                "This is an SVG drawing, which can hold more than a picture; save it as PNG and choose that.",
                "There is nothing written here yet.",
            ],
        ),
        (
            b"GIF89a",
            &long,
            [
                "This file is not a PNG, JPEG or WebP picture; save it as PNG and choose that.",
                "This is too long; it can have 120 characters.",
            ],
        ),
        (
            &large,
            "<b>",
            ["This file has 1.2 megabytes, and the most is 1", "Logo"],
        ),
        (
            &png(3_001, 30),
            "<b>",
            [
                "This picture has 3001 by 30 pixels",
                "no side may have more than 3000",
            ],
        ),
        (
            b"",
            "",
            [
                "Choose the file of the picture.",
                "There is nothing written here yet.",
            ],
        ),
    ] {
        let answer = choose(&town, says, bytes);
        answer.must_say(422, &["There is something to put right"]);
        answer.must_say(422, &told);
        assert!(answer.keeps("4a3f8f"), "the other form shows what is set");
        assert!(!answer.text().contains("<b>\""));
    }
    assert_eq!(town.version(), version);
    let kept = std::fs::read_dir(scratch.folder().join("files"))?.count();
    assert_eq!(kept, 0);
    Ok(())
}

fn what_a_logo_says_is_changed_without_its_file(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    choose(&town, "Two hands", &png(100, 50)).must_lead(SETTINGS, "logo-kept");
    let page = town.get(Administrator, SETTINGS);
    assert!(page.keeps("Two hands"));
    let (name, seen) = (shown(&town), shown(&town));
    let fields = [("seen", seen.as_str()), ("says", "Three hands")];
    town.send_without_file(Administrator, LOGO, &fields)
        .must_lead(SETTINGS, "logo-kept");
    assert_eq!(shown(&town), name);
    assert_eq!(town.known().logo.unwrap().says, "Three hands");
    Ok(())
}

fn a_logo_that_somebody_changed_meanwhile_is_not_replaced_unseen(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    choose(&town, "Two hands", &png(100, 50)).must_lead(SETTINGS, "logo-kept");
    let name = shown(&town);
    let fields = [("seen", ""), ("says", "Mine <b>")];
    let answer = town.send(Administrator, LOGO, &fields, "x.png", &png(50, 50));
    answer.must_say(409, &["Somebody was faster", "Mine &#60;b&#62;"]);
    let answer = town.post(Administrator, REMOVAL, &[("seen", "")]);
    assert_eq!(answer.status, 409);
    assert_eq!(shown(&town), name);
    // What the rest of the area does meanwhile is no matter.
    town.move_on();
    let fields = [("seen", name.as_str()), ("says", "Ours")];
    town.send(Administrator, LOGO, &fields, "x.png", &png(50, 50))
        .must_lead(SETTINGS, "logo-kept");
    let unread = town.post(Administrator, REMOVAL, &[("seen", "../x")]);
    assert_eq!(unread.status, 400);
    Ok(())
}

fn a_logo_that_was_taken_away_is_given_to_nobody(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    choose(&town, "Two hands", &png(100, 50)).must_lead(SETTINGS, "logo-kept");
    let name = shown(&town);
    let address = format!("/haringey/logo/{name}");
    assert_eq!(town.get(Nobody, &address).status, 200);
    assert_eq!(
        town.get(Nobody, &format!("/elsewhere/logo/{name}")).status,
        404
    );
    town.post(Administrator, REMOVAL, &[("seen", &name)])
        .must_lead(SETTINGS, "logo-removed");
    assert_eq!(town.get(Nobody, &address).status, 404);
    assert!(!town.get(Nobody, "/haringey").text().contains("<img"));
    // It can come back.
    choose(&town, "Again", &png(100, 50)).must_lead(SETTINGS, "logo-kept");
    assert_eq!(shown(&town), name);
    assert_eq!(town.get(Nobody, &address).status, 200);
    Ok(())
}

fn only_who_looks_after_the_area_chooses_its_logo(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let fields = [("seen", ""), ("says", "Two hands")];
    for by in [
        Officer,
        Sponsor,
        CoOrdinator,
        Steering,
        Member,
        Elsewhere,
        Operator,
    ] {
        let sent = town.send(by, LOGO, &fields, "x.png", &png(50, 50));
        assert_eq!(sent.status, 403, "{by:?}");
        assert_eq!(
            town.post(by, REMOVAL, &[("seen", "")]).status,
            403,
            "{by:?}"
        );
    }
    assert_eq!(shown(&town), "");
    Ok(())
}

fn no_other_file_of_the_store_is_given_out_as_a_logo(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    choose(&town, "Two hands", &png(100, 50)).must_lead(SETTINGS, "logo-kept");
    let secret = bytes::Bytes::from_static(b"id,title\n1,what somebody wrote\n");
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let name = runtime.block_on(town.service.parts().files.put(secret))?;
    for file in [name.to_string(), "..".to_owned(), "x".repeat(500)] {
        let answer = town.get(Nobody, &format!("/haringey/logo/{file}"));
        assert_eq!(answer.status, 404, "{file}");
    }
    Ok(())
}
