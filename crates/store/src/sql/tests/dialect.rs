//! The same statement and the same values do the same on both.

use alongside_testkit::{Outcome, Scratch};
use jiff::Timestamp;
use uuid::Uuid;

use super::super::{Class, Error, Statement, Value};
use super::{START, count, open};

alongside_testkit::on_both!(
    every_kind_of_value_comes_back_as_it_went_in,
    a_yes_or_no_goes_in_and_comes_out,
    an_instant_and_an_id_come_back_as_they_went_in,
    places_are_bound_by_number_in_any_order_and_more_than_once,
    too_few_or_too_many_values_are_refused,
    a_column_of_another_kind_is_told_by_name,
    a_second_of_what_is_unique_is_told_apart,
    pointing_at_what_is_not_there_is_told_apart,
    a_statement_that_is_not_understood_is_a_fault_with_its_cause,
    an_error_that_is_caught_keeps_nothing,
    nothing_can_be_asked_after_a_failure,
    a_change_that_is_refused_by_its_own_closure_keeps_nothing,
    a_read_changes_nothing,
    a_statement_that_changes_and_answers_does_both,
);

fn every_kind_of_value_comes_back_as_it_went_in(scratch: &Scratch) -> Outcome {
    const MAKE: Statement = Statement::new("create table kinds (a bigint, b text, c bigint)");
    const KEEP: Statement = Statement::new("insert into kinds (a, b, c) values ($1, $2, $3)");
    const READ: Statement = Statement::new("select a, b, c from kinds");
    let database = open(scratch)?;
    database.write(|tx| tx.execute(MAKE, &[]))?;
    for whole in [i64::MIN, -1, 0, 1, i64::MAX] {
        let text = format!("{whole} 'quoted' \"twice\" $1 ü 字 \u{202e}");
        let found = database.write(|tx| {
            tx.execute(Statement::new("delete from kinds"), &[])?;
            tx.execute(KEEP, &[whole.into(), text.as_str().into(), Value::Null])?;
            tx.row(READ, &[], |row| {
                Ok((
                    row.get::<i64>(0)?,
                    row.get::<String>(1)?,
                    row.get::<Option<i64>>(2)?,
                ))
            })
        })?;
        assert_eq!(found, Some((whole, text, None)));
    }
    Ok(())
}

fn a_yes_or_no_goes_in_and_comes_out(scratch: &Scratch) -> Outcome {
    const READ: Statement = Statement::new("select n = 0, n = 1 from tally where (n = 0) = $1");
    let database = open(scratch)?;
    for (asked, answer) in [(true, Some([true, false])), (false, None)] {
        let found = database.read(|snapshot| {
            snapshot.row(READ, &[asked.into()], |row| Ok([row.get(0)?, row.get(1)?]))
        })?;
        assert_eq!(found, answer);
    }
    Ok(())
}

fn an_instant_and_an_id_come_back_as_they_went_in(scratch: &Scratch) -> Outcome {
    const KEEP: Statement = Statement::new("insert into moments (at, id) values ($1, $2)");
    const READ: Statement = Statement::new("select at, id from moments");
    let database = open(scratch)?;
    let at: Timestamp = "2021-06-14T18:00:00.123456Z".parse()?;
    let id = Uuid::from_u128(0x0190_a5b2_7c3d_7e4f_8a5b_6c7d_8e9f_0a1b);
    let found = database.write(|tx| {
        tx.execute(
            Statement::new("create table moments (at bigint, id text)"),
            &[],
        )?;
        tx.execute(KEEP, &[at.into(), id.into()])?;
        tx.row(READ, &[], |row| Ok((row.get(0)?, row.get(1)?)))
    })?;
    assert_eq!(found, Some((at, id)));
    Ok(())
}

fn places_are_bound_by_number_in_any_order_and_more_than_once(scratch: &Scratch) -> Outcome {
    const READ: Statement = Statement::new(
        "select n + $2, n + $1, n + $2 from tally where id = $3 and n < $1 and '$4' = '$4'",
    );
    let database = open(scratch)?;
    let values = [10_i64.into(), 20_i64.into(), 1_i64.into()];
    let found: Option<[i64; 3]> = database.read(|snapshot| {
        snapshot.row(READ, &values, |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?])
        })
    })?;
    assert_eq!(found, Some([20, 10, 20]));
    Ok(())
}

fn too_few_or_too_many_values_are_refused(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    for values in [&[][..], &[1_i64.into(), 2_i64.into()]] {
        let error = database
            .write(|tx| tx.execute(super::WRITE, values))
            .unwrap_err();
        assert!(
            error.to_string().contains("values were given for 1 places"),
            "{error}"
        );
    }
    Ok(())
}

fn a_column_of_another_kind_is_told_by_name(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let read = database.read(|snapshot| snapshot.row(super::READ, &[], |row| row.get::<String>(0)));
    assert_eq!(
        read.unwrap_err().to_string(),
        "column `n` holds a whole number and not text"
    );
    Ok(())
}

fn a_second_of_what_is_unique_is_told_apart(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let error = database.write(|tx| tx.execute(START, &[])).unwrap_err();
    assert_eq!(error.class(), Class::Unique, "{error:?}");
    Ok(())
}

fn pointing_at_what_is_not_there_is_told_apart(scratch: &Scratch) -> Outcome {
    const MAKE: Statement =
        Statement::new("create table mark (tally bigint not null references tally (id))");
    const KEEP: Statement = Statement::new("insert into mark (tally) values ($1)");
    const REMOVE: Statement = Statement::new("delete from tally where id = $1");
    let database = open(scratch)?;
    database.write(|tx| tx.execute(MAKE, &[]))?;
    database.write(|tx| tx.execute(KEEP, &[1_i64.into()]))?;
    for (statement, id) in [(KEEP, 2_i64), (REMOVE, 1)] {
        let error = database
            .write(|tx| tx.execute(statement, &[id.into()]))
            .unwrap_err();
        assert_eq!(error.class(), Class::ForeignKey, "{error:?}");
    }
    Ok(())
}

fn a_statement_that_is_not_understood_is_a_fault_with_its_cause(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let error = database
        .read(|snapshot| snapshot.prepare(Statement::new("selec 1")))
        .unwrap_err();
    assert_eq!(error.class(), Class::Other);
    assert_eq!(error.to_string(), "a statement was refused: selec 1");
    assert!(std::error::Error::source(&error).is_some());
    Ok(())
}

fn an_error_that_is_caught_keeps_nothing(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let outcome = database.write(|tx| {
        tx.execute(super::WRITE, &[7_i64.into()])?;
        drop(tx.execute(START, &[]));
        Ok::<_, Error>(())
    });
    assert_eq!(outcome.unwrap_err().class(), Class::Unique);
    assert_eq!(count(&database)?, Some(0));
    Ok(())
}

fn nothing_can_be_asked_after_a_failure(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let outcome = database.write(|tx| {
        drop(tx.execute(START, &[]));
        tx.execute(super::WRITE, &[7_i64.into()])
    });
    let error = outcome.unwrap_err();
    assert_eq!(
        error.to_string(),
        "an earlier statement of this transaction failed"
    );
    Ok(())
}

fn a_change_that_is_refused_by_its_own_closure_keeps_nothing(scratch: &Scratch) -> Outcome {
    #[derive(Debug)]
    struct Refusal;
    impl From<Error> for Refusal {
        fn from(_: Error) -> Self {
            Self
        }
    }
    let database = open(scratch)?;
    let outcome = database.write(|tx| {
        tx.execute(super::WRITE, &[7_i64.into()])?;
        Err::<(), _>(Refusal)
    });
    outcome.unwrap_err();
    assert_eq!(count(&database)?, Some(0));
    Ok(())
}

fn a_read_changes_nothing(scratch: &Scratch) -> Outcome {
    const SNEAK: Statement = Statement::new("update tally set n = 9 where id = 1 returning n");
    let database = open(scratch)?;
    let outcome = database.read(|snapshot| snapshot.rows(SNEAK, &[], |row| row.get::<i64>(0)));
    assert_eq!(outcome.unwrap_err().class(), Class::Other);
    assert_eq!(count(&database)?, Some(0));
    Ok(())
}

fn a_statement_that_changes_and_answers_does_both(scratch: &Scratch) -> Outcome {
    const COUNT: Statement = Statement::new("update tally set n = n + $1 where id = 1 returning n");
    let database = open(scratch)?;
    let answer = database.write(|tx| tx.row(COUNT, &[5_i64.into()], |row| row.get::<i64>(0)))?;
    assert_eq!(answer, Some(5));
    assert_eq!(count(&database)?, Some(5));
    Ok(())
}
