//! The flyer of a meeting, on one page.

use std::num::NonZeroU16;

use alongside_pages::public::Sheet;
use alongside_pages::{Code, Direction};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use crate::Unwritable;
use crate::setting::{Line, Style, lines};
use crate::type_face::{Type, Weight};

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 51.0;
const ROOM: f32 = PAGE.0 - 2.0 * MARGIN;
/// From where to where the room reaches.
const WHOLE: (f32, f32) = (MARGIN, PAGE.0 - MARGIN);
/// The code with its light edge, in points: some five centimetres.
const CODE: f32 = 150.0;
/// Between the code and what stands beside it.
const GAP: f32 = 18.0;
/// From line to line, in parts of the size.
const LEADING: f32 = 1.3;
/// From the line to the foot of its letters, in parts of the size.
const FOOT: f32 = 0.3;

/// The flyer as PDF: A4, tagged, as large as it fits.
pub fn flyer(sheet: &Sheet) -> Result<Vec<u8>, Unwritable> {
    let of = Type::new()?;
    let bottom = Bottom::set(&of, sheet)?;
    let room = PAGE.1 - 2.0 * MARGIN - bottom.height() - GAP;
    for tenth in (6_u8..=10).rev() {
        let blocks = top(&of, sheet, f32::from(tenth) / 10.0)?;
        if blocks.iter().map(Block::height).sum::<f32>() <= room {
            return written(sheet, &blocks, &bottom);
        }
    }
    Err(Unwritable::TooLong)
}

/// What a block is to somebody who has it read out.
#[derive(Debug, Clone, Copy)]
enum What {
    Title,
    Heading,
    Text,
}

/// Lines that belong together.
struct Block {
    what: What,
    text: String,
    lines: Vec<Line>,
    size: f32,
    /// Before it, in points.
    space: f32,
}

impl Block {
    fn height(&self) -> f32 {
        let lines = self.lines.iter();
        self.space + lines.map(|_| self.size * LEADING).sum::<f32>()
    }

    fn tag(&self) -> TagGroup {
        let level = match self.what {
            What::Title => NonZeroU16::MIN,
            What::Heading => NonZeroU16::MIN.saturating_add(1),
            What::Text => return TagGroup::new(Tag::P),
        };
        TagGroup::new(Tag::Hn(level, Some(self.text.clone())))
    }
}

/// Everything above the code, so large.
fn top(of: &Type, sheet: &Sheet, scale: f32) -> Result<Vec<Block>, Unwritable> {
    let mut blocks = Vec::new();
    let mut add = |what, text: &str, weight, size: f32, space: f32| {
        let style = Style {
            weight,
            size: size * scale,
        };
        blocks.push(Block {
            what,
            text: text.to_owned(),
            lines: lines(of, text, style, ROOM)?,
            size: style.size,
            space: space * scale,
        });
        Ok::<_, Unwritable>(())
    };
    add(What::Text, &sheet.over, Weight::Regular, 18.0, 0.0)?;
    add(What::Title, &sheet.title, Weight::Bold, 34.0, 4.0)?;
    for (number, (heading, answer)) in sheet.parts.iter().enumerate() {
        // When it is, people look for first.
        let (weight, size) = match number {
            0 => (Weight::Bold, 20.0),
            _ => (Weight::Regular, 15.0),
        };
        add(What::Heading, heading, Weight::Bold, 15.0, 14.0)?;
        for line in answer {
            add(What::Text, line, weight, size, 1.0)?;
        }
    }
    Ok(blocks)
}

/// The code, and beside it where it leads to.
struct Bottom {
    beside: Vec<Block>,
    /// Which of them is the address.
    address: usize,
}

impl Bottom {
    fn set(of: &Type, sheet: &Sheet) -> Result<Self, Unwritable> {
        let mut beside = Vec::new();
        for (text, weight) in [
            (&sheet.more, Weight::Regular),
            (&sheet.address, Weight::Bold),
            (&sheet.questions, Weight::Regular),
        ] {
            let style = Style { weight, size: 13.0 };
            beside.push(Block {
                what: What::Text,
                text: text.clone(),
                lines: lines(of, text, style, ROOM - CODE - GAP)?,
                size: style.size,
                space: 4.0,
            });
        }
        beside.retain(|block| !block.lines.is_empty());
        Ok(Self { beside, address: 1 })
    }

    fn height(&self) -> f32 {
        self.beside.iter().map(Block::height).sum::<f32>().max(CODE)
    }
}

fn written(sheet: &Sheet, top: &[Block], bottom: &Bottom) -> Result<Vec<u8>, Unwritable> {
    let fault = |why: &dyn std::fmt::Debug| Unwritable::Fault(format!("{why:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|why| fault(&why))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let size = PageSettings::from_wh(PAGE.0, PAGE.1);
    let size = size.ok_or_else(|| fault(&"the size of the page"))?;
    let mut page = document.start_page_with(size);
    let tree = drawn(&mut page, sheet, top, bottom).ok_or_else(|| fault(&"its shapes"))?;
    page.finish();
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    let begins = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(plain(&sheet.title), begins));
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(plain(&sheet.title))
            .language(sheet.language.clone())
            .creator("Alongside".to_owned()),
    );
    document.finish().map_err(|why| fault(&why))
}

/// Where what is so wide begins, which goes as far to the outside as it can: to the left where writing begins there.
fn outside(direction: Direction, room: (f32, f32), width: f32) -> f32 {
    match direction {
        Direction::LeftToRight => room.0,
        Direction::RightToLeft => room.1 - width,
    }
}

/// Draws everything, and gives the order in which it is read out.
fn drawn(page: &mut Page<'_>, sheet: &Sheet, top: &[Block], bottom: &Bottom) -> Option<TagTree> {
    let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
    let mut surface = page.surface();
    let mut y = MARGIN;
    for block in top {
        let mut group = block.tag();
        group.children = set(&mut surface, block, (sheet.direction, WHOLE), &mut y);
        tree.push(group);
    }
    y = PAGE.1 - MARGIN - bottom.height();
    let code = surface.start_tagged(ContentTag::Other);
    let left = outside(sheet.direction, WHOLE, CODE);
    surface.draw_path(&squares(&sheet.code, left, y)?);
    surface.end_tagged();
    let mut figure = TagGroup::new(Tag::Figure(Some(sheet.code_says.clone())));
    figure.push(code);
    tree.push(figure);
    let room = match sheet.direction {
        Direction::LeftToRight => (left + CODE + GAP, WHOLE.1),
        Direction::RightToLeft => (WHOLE.0, left - GAP),
    };
    let mut beside = Vec::new();
    for block in &bottom.beside {
        let begins = y;
        let set = set(&mut surface, block, (sheet.direction, room), &mut y);
        beside.push((set, Rect::from_ltrb(room.0, begins, room.1, y)?));
    }
    surface.finish();
    for (number, (set, place)) in beside.into_iter().enumerate() {
        let mut group = TagGroup::new(Tag::P);
        if number == bottom.address {
            let mut link = TagGroup::with_children(Tag::Link, set);
            link.push(page.add_tagged_annotation(leading_to(&sheet.address, place)));
            group.push(link);
        } else {
            group.children = set;
        }
        tree.push(group);
    }
    Some(tree)
}

/// Sets the lines of a block below each other within a room, and goes on below them.
fn set(
    surface: &mut Surface<'_>,
    block: &Block,
    (direction, room): (Direction, (f32, f32)),
    y: &mut f32,
) -> Vec<Node> {
    *y += block.space;
    let mut set = Vec::new();
    for line in &block.lines {
        *y += block.size * LEADING;
        let mut x = outside(direction, room, line.width() * block.size);
        // The glyphs go from left to right, whichever way they are read.
        let says = SpanTag::empty().with_actual_text(Some(&line.text));
        set.push(Node::Leaf(surface.start_tagged(ContentTag::Span(says))));
        for run in &line.runs {
            surface.draw_glyphs(
                Point::from_xy(x, *y - block.size * FOOT),
                &run.glyphs,
                run.font.clone(),
                &run.text,
                block.size,
                false,
            );
            x += run.width * block.size;
        }
        surface.end_tagged();
    }
    set
}

/// The dark squares of a code as one shape.
fn squares(code: &Code, left: f32, top: f32) -> Option<Path> {
    let whole = |count: usize| u16::try_from(count).map(f32::from).ok();
    let side = CODE / whole(code.size())?;
    let mut path = PathBuilder::new();
    for (x, y, wide) in code.runs() {
        let (x, y, wide) = (whole(x)? * side, whole(y)? * side, whole(wide)? * side);
        path.push_rect(Rect::from_xywh(left + x, top + y, wide, side)?);
    }
    path.finish()
}

fn leading_to(address: &str, place: Rect) -> Annotation {
    let target = Target::Action(Action::Link(LinkAction::new(address.to_owned())));
    Annotation::new_link(LinkAnnotation::new(place, target), Some(address.to_owned()))
}

/// A text on one line, for what shows it outside the page.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
