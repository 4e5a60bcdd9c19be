//! From a drawn chart to bytes: SVG with live text, and PNG by resvg from that SVG.
//!
//! Owns the outer frame of the SVG and the check for characters without a
//! glyph. Never: looks at fonts of the machine, the clock or the disk, so the
//! same drawing always gives the same bytes.

use super::NamedBytes;
use super::font;
use super::sheet::{GRID, Sheet, TextBox, WIDTH};
use crate::error::{Code, Error, Result};
use resvg::{tiny_skia, usvg};

/// Pixels of the PNG per pixel of the sheet.
const PNG_SCALE: f32 = 2.0;

/// A finished drawing.
pub(super) struct Painting {
    /// The SVG file.
    pub svg: String,
    /// Size in pixels.
    pub size: (u32, u32),
    /// Boxes of all texts.
    pub boxes: Vec<TextBox>,
}

/// Runs `draw`, which gives the height it used, and frames the result.
pub(super) fn paint(title: &str, draw: impl FnOnce(&mut Sheet) -> f64) -> Painting {
    let mut body = String::new();
    let mut sheet = Sheet::new(&mut body);
    let height = draw(&mut sheet).ceil().max(1.0) as u32;
    let boxes = sheet.finish();
    let width = WIDTH as u32;
    let inner = body.split_once('\n').map_or("", |(_, rest)| rest);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n<g transform=\"scale({})\">\n",
        escape(title),
        1.0 / GRID
    );
    svg += &tight_texts(&direct_opacity(inner.trim_end().strip_suffix("</svg>").unwrap_or(inner)));
    svg += "</g>\n</svg>\n";
    Painting { svg, size: (width, height), boxes }
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
    let png = png(painting)
        .map_err(|_| Error::new(Code::CannotPaint).with("chart", name).with("reason", "@picture-refused"))?;
    let files = vec![
        NamedBytes { name: format!("{name}.svg"), bytes: painting.svg.clone().into_bytes() },
        NamedBytes { name: format!("{name}.png"), bytes: png },
    ];
    let missing = missing(&painting.boxes);
    let warning = (!missing.is_empty())
        .then(|| Error::new(Code::MissingGlyph).with("characters", missing).with("chart", name));
    Ok((files, warning.into_iter().collect()))
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

fn png(painting: &Painting) -> std::result::Result<Vec<u8>, String> {
    encode(&pixels(painting, &tree(painting)?)?).map_err(|e| e.to_string())
}

/// PNG without alpha and without filter: for flat charts both smaller and quicker than the defaults.
pub(super) fn encode(pixmap: &tiny_skia::Pixmap) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
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
    let side = |pixels: u32| (pixels as f32 * PNG_SCALE) as u32;
    let (width, height) = (side(painting.size.0), side(painting.size.1));
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or_else(|| format!("{width} x {height}"))?;
    pixmap.fill(tiny_skia::Color::WHITE);
    let transform = tiny_skia::Transform::from_scale(PNG_SCALE, PNG_SCALE);
    resvg::render(tree, transform, &mut pixmap.as_mut());
    Ok(pixmap)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
