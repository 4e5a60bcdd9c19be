//! From a drawn chart to bytes: SVG, and PNG by resvg from that SVG.
//!
//! Owns the outer frame of the SVG, texts as outlines and the check for characters without a
//! glyph. Never: looks at fonts of the machine, the clock or the disk, so the
//! same drawing always gives the same bytes.

use super::NamedBytes;
use super::drawing::{Drawing, Style, SvgText, dots_a_metre};
use super::font;
use super::part::{Part, parts};
use super::sheet::{Cuts, GRID, Sheet, TextBox};
use crate::error::{Code, Error, Result};
use resvg::{tiny_skia, usvg};

/// The most dots of a picture: 1 GB at four bytes each.
const MOST_DOTS: f64 = 268_435_456.0;

/// A finished drawing.
#[derive(Clone)]
pub(super) struct Painting {
    /// The SVG file.
    pub svg: String,
    /// Size in pixels of the sheet.
    pub size: (u32, u32),
    /// Boxes of all texts.
    pub boxes: Vec<TextBox>,
    /// How it was to be drawn.
    pub drawing: Drawing,
    /// Name in the file.
    pub title: String,
}

/// Runs `draw`, which gives the height it used, and frames the result as one picture; one that is higher
/// than its page is shrunk.
pub(super) fn paint(title: &str, drawing: Drawing, draw: impl Fn(&mut Sheet) -> f64) -> Painting {
    framed(title, drawing, stretched(drawing, Part::WHOLE, &draw))
}

/// The same, but a chart that is too long for its page or slide stands on several, whose letters keep their
/// size; a chart that names no items cannot be cut and is shrunk.
pub(super) fn paintings(title: &str, drawing: Drawing, draw: impl Fn(&mut Sheet) -> f64) -> Vec<Painting> {
    let most = drawing.most();
    let least = |part: Part| drawn(drawing, part, 0.0, &draw);
    let whole = least(Part::WHOLE);
    if whole.height <= most || whole.cuts.items < 1 {
        return vec![framed(title, drawing, stretched(drawing, Part::WHOLE, &draw))];
    }
    let parts = parts(whole.cuts, |part| least(part).height <= most);
    let named = parts.iter().map(|part| {
        let (number, all) = part.of.unwrap_or((1, 1));
        framed(&format!("{title}_{number}of{all}"), drawing, stretched(drawing, *part, &draw))
    });
    named.collect()
}

/// A sheet that was drawn on.
struct Drawn {
    height: f64,
    /// What is empty above the footer.
    spare: f64,
    body: String,
    boxes: Vec<TextBox>,
    cuts: Cuts,
}

/// A sheet whose plots are as high as they are at least, and `extra`.
fn drawn(drawing: Drawing, part: Part, extra: f64, draw: &impl Fn(&mut Sheet) -> f64) -> Drawn {
    let mut body = String::new();
    let (width, _) = drawing.sheet();
    let mut sheet = match drawing.style {
        Style::Report => Sheet::new(&mut body, width),
        Style::Word | Style::Slides => Sheet::slide(&mut body, (width, drawing.most()), part, extra),
    };
    let height = draw(&mut sheet).ceil().max(1.0);
    let (cuts, spare) = (sheet.cuts(), sheet.spare());
    let boxes = sheet.finish();
    Drawn { height, spare, body, boxes, cuts }
}

/// A sheet whose plots are as high as the page has room for, or as usual.
fn stretched(drawing: Drawing, part: Part, draw: &impl Fn(&mut Sheet) -> f64) -> Drawn {
    const STEP: f64 = 8.0;
    let (least, most) = (drawn(drawing, part, 0.0, draw), drawing.most());
    let used = |of: &Drawn| of.height - of.spare;
    let rows = (used(&drawn(drawing, part, STEP, draw)) - used(&least)) / STEP;
    if !most.is_finite() || rows <= 0.0 || used(&least) >= most {
        return least;
    }
    let found = drawn(drawing, part, (most - used(&least)) / rows - 1.0, draw);
    // Where lines break otherwise once there is more room it may not be as high as foreseen.
    if found.height <= most { found } else { least }
}

/// The SVG of a sheet, as large as its page.
fn framed(title: &str, drawing: Drawing, Drawn { height, body, mut boxes, .. }: Drawn) -> Painting {
    let (sheet, margin) = drawing.sheet();
    let width = sheet - 2.0 * margin;
    let page = drawing.page(height);
    let shrunk = (page / height).min(1.0);
    // What is narrower than its page stands in the middle, but titles at one height on every slide.
    let (left, top) = ((width - sheet * shrunk) / 2.0, 0.0);
    let moved = match (left, top) {
        (0.0, 0.0) => String::new(),
        _ => format!("translate({left:.2} {top:.2}) "),
    };
    for text in &mut boxes {
        (text.left, text.right) = (text.left - margin, text.right - margin);
    }
    let size = (width as u32, page as u32);
    let inner = body.split_once('\n').map_or("", |(_, rest)| rest);
    let mut svg = frame(title, drawing, size);
    svg += &format!("<g transform=\"{moved}scale({})\">\n", shrunk / GRID);
    svg += &tight_texts(&direct_opacity(inner.trim_end().strip_suffix("</svg>").unwrap_or(inner)));
    svg += "</g>\n</svg>\n";
    Painting { svg, size, boxes, drawing, title: title.to_owned() }
}

/// The head of an SVG file: its size, its name and the paper.
fn frame(title: &str, drawing: Drawing, (width, height): (u32, u32)) -> String {
    let side = |pixels: u32| match drawing.paper() {
        Some(paper) => format!("{:.3}cm", paper * f64::from(pixels) / f64::from(width)),
        None => pixels.to_string(),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n",
        side(width),
        side(height),
        escape(title),
    )
}

/// Texts without the line breaks that plotters puts around them.
fn tight_texts(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for (i, part) in svg.split("<text ").enumerate() {
        match part.split_once(">\n").filter(|_| i > 0) {
            Some((attributes, rest)) => out += &format!("<text {attributes}>{rest}"),
            None => out += part,
        }
    }
    out.replace("\n</text>", "</text>")
}

/// Opacity of fill and stroke instead of the element: no layer per element, so resvg is far faster.
fn direct_opacity(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for (i, part) in svg.split(" opacity=\"").enumerate() {
        match part.split_once('"').filter(|_| i > 0) {
            Some(("1", rest)) => out += rest,
            Some((share, rest)) => {
                out += &format!(" fill-opacity=\"{share}\" stroke-opacity=\"{share}\"{rest}");
            }
            None => out += part,
        }
    }
    out
}

/// The painting as `name.svg` and `name.png`, with a warning for characters that cannot be shown.
///
/// # Errors
/// [`Code::CannotPaint`] if resvg refuses the SVG, for example because it is too large.
pub(super) fn files(name: &str, painting: &Painting) -> Result<(Vec<NamedBytes>, Vec<Error>)> {
    let refused = || Error::new(Code::CannotPaint).with("chart", name).with("reason", "@picture-refused");
    let tree = tree(painting).map_err(|_| refused())?;
    let png = pixels(painting, &tree).and_then(|picture| {
        let (_, dpi) = painting.drawing.raster(f64::from(painting.size.0));
        encode(&picture, dpi).map_err(|e| e.to_string())
    });
    let files = vec![
        NamedBytes { name: format!("{name}.svg"), bytes: svg(painting, &tree).into_bytes() },
        NamedBytes { name: format!("{name}.png"), bytes: png.map_err(|_| refused())? },
    ];
    let missing = missing(&painting.boxes);
    let warning = (!missing.is_empty())
        .then(|| Error::new(Code::MissingGlyph).with("characters", missing).with("chart", name));
    Ok((files, warning.into_iter().collect()))
}

/// The SVG file as asked for: as painted, or with outlines in place of texts.
fn svg(painting: &Painting, tree: &usvg::Tree) -> String {
    if painting.drawing.svg_text == SvgText::Live {
        return painting.svg.clone();
    }
    let options = usvg::WriteOptions { preserve_text: false, ..usvg::WriteOptions::default() };
    let outlined = tree.to_string(&options);
    // The frame is ours, with the physical size and the name that the tree does not keep; so is the paper.
    let inner = outlined.split_once('>').map_or("", |(_, rest)| rest);
    let (width, height) = (tree.size().width(), f64::from(tree.size().height()));
    let across = f64::from(painting.size.0) / f64::from(width);
    debug_assert!((height * across - f64::from(painting.size.1)).abs() < 0.5, "one scale both ways");
    let inner = inner.trim_end().strip_suffix("</svg>").unwrap_or(inner);
    let head = frame(&painting.title, painting.drawing, painting.size);
    format!("{head}<g transform=\"scale({across})\">{inner}</g>\n</svg>\n")
}

/// Characters of the texts that the font cannot show, each once, in order of appearance.
pub(super) fn missing(boxes: &[TextBox]) -> String {
    let mut found = String::new();
    for c in boxes.iter().flat_map(|area| area.text.chars()) {
        if !font::has(c) && !found.contains(c) {
            found.push(c);
        }
    }
    found
}

/// PNG without alpha and without filter: for flat charts both smaller and quicker than the defaults.
/// Says how large it is on paper if the dots an inch are given.
pub(super) fn encode(
    pixmap: &tiny_skia::Pixmap,
    dpi: Option<u32>,
) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_pixel_dims(dpi.map(dots_a_metre).map(|dots| png::PixelDimensions {
        xppu: dots,
        yppu: dots,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}

/// The SVG as resvg reads it.
pub(super) fn tree(painting: &Painting) -> std::result::Result<usvg::Tree, String> {
    let options = usvg::Options {
        fontdb: font::database(),
        font_family: "ZonecastSans".to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&painting.svg, &options).map_err(|e| e.to_string())
}

/// The picture on white paper.
pub(super) fn pixels(
    painting: &Painting,
    tree: &usvg::Tree,
) -> std::result::Result<tiny_skia::Pixmap, String> {
    let (scale, _) = painting.drawing.raster(f64::from(painting.size.0));
    let side = |pixels: u32| (f64::from(pixels) * scale).round() as u32;
    let (width, height) = (side(painting.size.0), side(painting.size.1));
    // Asked before memory is taken: a picture may be so large that the machine has no room for it.
    if f64::from(width) * f64::from(height) > MOST_DOTS {
        return Err(format!("{width} x {height}"));
    }
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or_else(|| format!("{width} x {height}"))?;
    pixmap.fill(tiny_skia::Color::WHITE);
    // The tree may measure in another unit than the sheet, such as centimetres.
    let scale = width as f32 / tree.size().width();
    resvg::render(tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Lang, say};

    #[test]
    fn a_picture_that_no_memory_holds_is_told_in_both_languages() {
        let painting = paint("attainment_a", Drawing::default(), |_| 10.0);
        // A row of so many pixels has more bytes than a picture's may have, 2^31.
        let wide = Painting { size: (600_000_000, 1), ..painting.clone() };
        let Err(error) = files("attainment_a", &wide) else { panic!("painted") };
        assert_eq!(error.code, Code::CannotPaint);
        assert_eq!(
            [Lang::Zh, Lang::En].map(|lang| say(&error, lang)),
            [
                "图“attainment_a”无法转成图片：图过大或内容无法绘制，可用 --charts none 先得到表",
                "chart `attainment_a` cannot be turned into a picture: it is too large or cannot be drawn; --charts none gives the tables meanwhile",
            ]
        );
        // One of so many zones that it would take gigabytes is refused before they are taken: 1200 by
        // 60,000 pixels of a sheet are 2400 by 120,000 dots.
        let high = Painting { size: (1200, 60_000), ..painting };
        assert!(files("zones_a", &high).is_err_and(|error| error.code == Code::CannotPaint));
    }
}
