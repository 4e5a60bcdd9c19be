//! The one error type: a code, a place and arguments; `message` words them.
//!
//! Owns the list of codes. Never holds a sentence in any language: an error is
//! data, so that the same error reads well in Chinese and in English.

/// Result of everything that can fail on input.
pub type Result<T> = std::result::Result<T, Error>;

/// Where in an input the culprit stands; line and column start at 1, columns count characters.
///
/// Line 0 means the file as a whole, column 0 the line as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// File as the user named it, or `<zonecast>/...` for embedded files.
    pub file: String,
    /// Line, from 1; 0 for the whole file.
    pub line: u32,
    /// Column in characters, from 1; 0 for the whole line.
    pub column: u32,
}

impl Place {
    /// A place in `file`.
    pub fn new(file: impl Into<String>, line: u32, column: u32) -> Self {
        Self { file: file.into(), line, column }
    }

    /// The whole of `file`.
    pub fn file(file: impl Into<String>) -> Self {
        Self::new(file, 0, 0)
    }
}

/// Something wrong with the input, or with the machine, as data.
///
/// Argument values are names, numbers or quotations from the input; a value that
/// starts with `@` is a term of the catalogue (`@condition`), worded per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    /// Where, if it is in a file.
    pub place: Option<Place>,
    /// Named arguments of the message; see [`Code::args`].
    pub args: Vec<(&'static str, String)>,
}

impl Error {
    /// An error without place or arguments yet.
    pub fn new(code: Code) -> Self {
        Self { code, place: None, args: Vec::new() }
    }

    /// An error of `code` at `place`.
    pub fn at(code: Code, place: Place) -> Self {
        Self { code, place: Some(place), args: Vec::new() }
    }

    /// Adds an argument. `name` is one of [`Code::args`]; the catalogue's tests check each use.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        debug_assert!(self.code.args().contains(&name), "{:?} has no argument {name}", self.code);
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds an argument if there is one, such as the nearest known name.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Sets the place unless one is known already.
    #[must_use]
    pub fn or_at(mut self, place: Place) -> Self {
        self.place.get_or_insert(place);
        self
    }

    /// The value of argument `name`, if given.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }
}

impl std::fmt::Display for Error {
    /// Code and arguments only; people read it through `message`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.code.id(), self.args)
    }
}

impl std::error::Error for Error {}

/// The known name nearest to `name`, if one is near enough to be a slip of the pen.
///
/// Nearness is Damerau-Levenshtein distance in characters, at most a third of the
/// longer name (at least one); Chinese names are short, so containment counts too.
pub fn nearest_name<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    let length = name.chars().count();
    for candidate in known {
        let size = candidate.chars().count();
        let mut distance = strsim::damerau_levenshtein(name, candidate);
        let contained = length >= 2 && size >= 2 && (candidate.contains(name) || name.contains(candidate));
        if contained {
            distance = distance.min(1 + length.abs_diff(size) / 4);
        }
        let limit = (length.max(size) / 3).max(1);
        if (contained || distance <= limit) && distance < size && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

macro_rules! codes {
    ($( $(#[$doc:meta])* $name:ident = $number:literal ( $($arg:ident),* ); )+) => {
        /// What can go wrong; the number is stable and printed as `ZC0101`.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $( $(#[$doc])* $name ),+ }

        impl Code {
            /// Every code, in table order.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The stable number.
            pub fn number(self) -> u32 {
                match self { $(Code::$name => $number),+ }
            }

            /// Names of the arguments that its message may use.
            pub fn args(self) -> &'static [&'static str] {
                match self { $(Code::$name => &[$(stringify!($arg)),*]),+ }
            }
        }
    };
}

impl Code {
    /// The code as printed, such as `ZC0101`.
    pub fn id(self) -> String {
        format!("ZC{:04}", self.number())
    }
}

// The table: one row each, grouped by room.
codes! {
    // --- 00xx: files and the machine
    /// A file or folder cannot be read.
    CannotRead = 1 (file, reason);
    /// The disk refused a write.
    CannotWrite = 2 (file, reason);
    /// A file is not UTF-8.
    NotUtf8 = 3 (file);
    /// The output folder exists and was not made by zonecast.
    ForeignOutput = 4 (folder);
    /// The user pressed Ctrl-C.
    Interrupted = 5 ();

    // --- 01xx: the model graph and the experiment
    /// A scenario sets a lever that the model does not declare.
    UnknownLever = 101 (lever, nearest);
    /// A name is not a zone of the case.
    UnknownZone = 102 (zone, nearest);
    /// A name is not an indicator of the model.
    UnknownIndicator = 103 (indicator, nearest);
    /// The model asks for a figure that the case does not hold.
    UnknownFigure = 104 (figure, nearest);
    /// A model declares a name twice.
    DeclaredTwice = 105 (kind, name);
    /// A city-scope place got a value by zone.
    ZoneValueInCity = 106 (name);
    /// Equations need each other within one step.
    Circular = 107 (names);
    /// A stock has neither flow nor next value.
    StockNeverChanges = 108 (name);
    /// A stock has flows and a next value.
    StockTwoWays = 109 (name);
    /// A distribution parameter is out of its domain.
    BadParameter = 110 (distribution, parameter, found, wanted);
    /// A distribution needs constants here.
    ParameterNotConstant = 111 (distribution, parameter);
    /// Something that must be constant at trace time is not.
    NotConstant = 112 (what);
    /// A zone lacks a figure that other zones have.
    FigureMissingForZone = 113 (figure, zone);
    /// A figure is of zones where the model wants the city's, or the reverse.
    FigureScope = 114 (figure, wanted);
    /// A number out of range.
    OutOfRange = 115 (what, found, low, high);
    /// Not finite in a draw.
    NotFinite = 116 (kind, name, value, zone, year, draw, scenario);
    /// The model declares nothing to report.
    NoIndicator = 117 ();
    /// Two names have the same hash; one must be renamed.
    NameCollision = 118 (first, second);
    /// A correlation is not between -1 and 1, or not of known uncertainties.
    BadCorrelation = 119 (first, second, found);

    // --- 02xx: case files

    // --- 03xx: scripts

    // --- 04xx: command line

    // --- 05xx: charts and reports
    /// `--charts` names a chart that zonecast does not draw.
    UnknownChart = 501 (chart, nearest, known);
    /// The embedded font lacks characters; a warning.
    MissingGlyph = 502 (characters, chart);
    /// A chart that compares scenarios got only the baseline; a warning.
    NothingToCompare = 503 (chart);
    /// An indicator has no band for the zone asked for.
    NoBand = 504 (indicator, zone);
    /// A chart could not be turned into a picture.
    CannotPaint = 505 (chart, reason);
}
