//! Asked to end: what is under way is answered, and nobody new is let in.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;

use alongside_testkit::{Outcome, Scratch, service};

use crate::client::Client;

alongside_testkit::on_both!(a_request_that_is_under_way_is_answered_before_the_end);

fn a_request_that_is_under_way_is_answered_before_the_end(scratch: &Scratch) -> Outcome {
    let program = env!("CARGO_BIN_EXE_alongside");
    let setup = service::Setup::new(program, scratch.url(), scratch.folder())?.demo();
    let running = setup.start()?;
    let address = ("127.0.0.1", setup.port());
    let mut client = Client::new(&setup);
    let token = client.get("/sign-in")?.hidden("form-token")?;
    let body = format!("form-token={token}&email=officer%40rivermead.example");
    let (early, late) = body.split_at(20);

    let mut slow = TcpStream::connect(address)?;
    write!(
        slow,
        "POST /sign-in HTTP/1.1\r\nhost: {}:{}\r\ncookie: {}\r\nexpect: 100-continue\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        address.0,
        address.1,
        client.cookie(),
        body.len()
    )?;
    // It says so once the request is in hand and what was typed is waited for.
    let mut heard = [0; 25];
    slow.read_exact(&mut heard)?;
    assert_eq!(&heard, b"HTTP/1.1 100 Continue\r\n\r\n");
    slow.write_all(early.as_bytes())?;
    // Nobody asks on this one any more.
    let mut idle = TcpStream::connect(address)?;
    running.ask_to_end()?;
    // The end has come once nobody listens.
    let kept = match idle.read(&mut [0; 1]) {
        Ok(read) => read,
        // It was not let in before the end came.
        Err(error) if error.kind() == ErrorKind::ConnectionReset => 0,
        Err(error) => return Err(error.into()),
    };
    assert_eq!(kept, 0, "a connection without a request was kept");
    while TcpStream::connect(address).is_ok() {}
    slow.write_all(late.as_bytes())?;
    let mut answer = String::new();
    slow.read_to_string(&mut answer)?;
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    assert!(running.end()?.success());
    Ok(())
}
