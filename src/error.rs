//! The one error type: a code, a place and arguments; `message` words them.
//!
//! Owns the list of codes. Never holds a sentence in any language: an error is
//! data, so that the same error reads well in Chinese and in English.

use std::sync::Arc;

/// Result of everything that can fail on input.
pub type Result<T> = std::result::Result<T, Error>;

/// Where in an input the culprit stands; line and column start at 1, columns count characters.
///
/// Line 0 means the file as a whole, column 0 the line as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// File as the user named it, or `<zonecast>/...` for embedded files; shared, for every node has one.
    pub file: Arc<str>,
    /// Line, from 1; 0 for the whole file.
    pub line: u32,
    /// Column in characters, from 1; 0 for the whole line.
    pub column: u32,
    /// Sheet of a workbook; then line and column are those of a cell.
    pub sheet: Option<Arc<str>>,
}

impl Place {
    /// A place in `file`.
    pub fn new(file: impl AsRef<str>, line: u32, column: u32) -> Self {
        Self { file: file.as_ref().into(), line, column, sheet: None }
    }

    /// The whole of `file`.
    pub fn file(file: impl AsRef<str>) -> Self {
        Self::new(file, 0, 0)
    }
}

/// Something wrong with the input, or with the machine, as data.
///
/// Argument values are names, numbers or quotations from the input; a value that
/// starts with `@` is a term of the catalogue (`@condition`), worded per language.
/// What has a name in each language, such as a zone, is given by [`Error::named`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    /// Where, if it is in a file.
    pub place: Option<Place>,
    /// Named arguments of the message; see [`Code::args`].
    pub args: Vec<(&'static str, Arg)>,
    /// The line of the place as it was read, if the text was at hand.
    pub line: Option<Arc<str>>,
    /// Mistakes found beside this one, each of its own making.
    pub more: Vec<Error>,
}

/// Value of an argument in each language; the same twice for numbers, terms and quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arg {
    /// For Chinese sentences.
    pub zh: String,
    /// For English sentences.
    pub en: String,
}

impl Error {
    /// An error without place or arguments yet.
    pub fn new(code: Code) -> Self {
        Self { code, place: None, args: Vec::new(), line: None, more: Vec::new() }
    }

    /// An error of `code` at `place`.
    pub fn at(code: Code, place: Place) -> Self {
        Self { place: Some(place), ..Self::new(code) }
    }

    /// Adds an argument. `name` is one of [`Code::args`]; the catalogue's tests check each use.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl ToString) -> Self {
        let value = value.to_string();
        self.named(name, value.clone(), value)
    }

    /// Adds an argument that has a name in each language, such as a zone, a unit or a scenario.
    #[must_use]
    pub fn named(mut self, name: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        debug_assert!(self.code.args().contains(&name), "{:?} has no argument {name}", self.code);
        self.args.push((name, Arg { zh: zh.into(), en: en.into() }));
        self
    }

    /// Adds a list of what there is to choose from.
    #[must_use]
    pub fn listed<T: AsRef<str>>(self, name: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
        self.named(name, items.join("、"), items.join(", "))
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

    /// Keeps the line that its place, and that of each further mistake, points to; `texts` are pairs of
    /// a file as places name it and its text. A line that is known stays.
    #[must_use]
    pub fn quoting<'a>(mut self, texts: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        if let (None, Some(place)) = (&self.line, &self.place) {
            let text = texts.clone().into_iter().find(|(file, _)| *file == &*place.file);
            let index = (place.line as usize).checked_sub(1);
            let text = text.map(|(_, text)| text.trim_start_matches('\u{feff}'));
            self.line = text.zip(index).and_then(|(text, index)| text.lines().nth(index)).map(Arc::from);
        }
        self.more = self.more.into_iter().map(|error| error.quoting(texts.clone())).collect();
        self
    }

    /// This mistake, then those beside it.
    pub fn each(&self) -> impl Iterator<Item = &Error> {
        std::iter::once(self).chain(&self.more)
    }

    /// One error of several, the first in front; none of none.
    pub fn of_all(errors: impl IntoIterator<Item = Error>) -> Option<Error> {
        let mut errors = errors.into_iter().flat_map(|mut error| {
            let more = std::mem::take(&mut error.more);
            std::iter::once(error).chain(more)
        });
        let first = errors.next()?;
        Some(Error { more: errors.collect(), ..first })
    }

    /// This mistake behind others, the first of them in front.
    #[must_use]
    pub fn after(self, others: Vec<Error>) -> Error {
        let mut all = others.into_iter().chain([self]).flat_map(|mut error| {
            let more = std::mem::take(&mut error.more);
            std::iter::once(error).chain(more)
        });
        let first = all.next().expect("at least itself");
        Error { more: all.collect(), ..first }
    }

    /// The value of argument `name` in Chinese sentences, if given.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.value(name).map(|arg| arg.zh.as_str())
    }

    /// The value of argument `name` in both languages, if given.
    pub fn value(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(n, _)| *n == name).map(|(_, v)| v)
    }
}

impl std::fmt::Display for Error {
    /// Code and arguments only; people read it through `message`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.code.id(), self.args)
    }
}

impl std::error::Error for Error {}

/// Every value, or every mistake: for parts that are read independently of each other.
///
/// # Errors
/// The first mistake with the others beside it.
pub fn all_of<T>(results: impl IntoIterator<Item = Result<T>>) -> Result<Vec<T>> {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(error) => errors.push(error),
        }
    }
    Error::of_all(errors).map_or(Ok(values), Err)
}

/// Parts of one thing that are read independently of each other.
pub trait Together {
    /// Their values.
    type All;

    /// Every value, or every mistake in the order of the parts.
    ///
    /// # Errors
    /// The first mistake with the others beside it.
    fn together(self) -> Result<Self::All>;
}

macro_rules! together {
    ($( ($($kind:ident $part:ident),+) )+) => { $(
        impl<$($kind),+> Together for ($(Result<$kind>,)+) {
            type All = ($($kind,)+);

            fn together(self) -> Result<Self::All> {
                let ($($part,)+) = self;
                let mut errors = Vec::new();
                $( let $part = $part.map_err(|error| errors.push(error)); )+
                match (Error::of_all(errors), $($part),+) {
                    (None, $(Ok($part)),+) => Ok(($($part,)+)),
                    (Some(error), ..) => Err(error),
                    (None, ..) => unreachable!("what has no value has a mistake"),
                }
            }
        }
    )+ };
}

together! {
    (A a, B b)
    (A a, B b, C c)
    (A a, B b, C c, D d)
    (A a, B b, C c, D d, E e)
    (A a, B b, C c, D d, E e, F f)
    (A a, B b, C c, D d, E e, F f, G g)
    (A a, B b, C c, D d, E e, F f, G g, H h)
}

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
        let contained = length >= 2 && size >= 2 && (holds(candidate, name) || holds(name, candidate));
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

/// Whether `text` has `part` in it; letters are a part only from the start of a word on.
fn holds(text: &str, part: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let starts = |at: usize| !(letter(part.chars().next()) && letter(text[..at].chars().next_back()));
    text.match_indices(part).any(|(at, _)| starts(at))
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
    UnknownZone = 102 (zone, nearest, known);
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
    FigureMissingForZone = 113 (figure, zone, found);
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

    /// A model of yearly equations in a case with several steps a year.
    YearlyModel = 130 (steps);
    /// The scope is to stay as it is, but no lever changes it (a note).
    NoScopeLever = 131 ();
    /// A target has another unit than its indicator.
    TargetUnit = 120 (target, found, wanted);
    /// A target's numerator or denominator lacks values that dividing it needs.
    FractionScope = 140 (target, key, indicator, wanted);
    /// Numerator and denominator of a target differ in unit.
    FractionUnits = 141 (target, numerator, denominator);
    /// Values in different units are added, compared or chosen between.
    UnitsDiffer = 121 (function, found, wanted);
    /// A value in another unit than its place wants.
    UnitWrong = 122 (function, found, wanted);
    /// A value with a unit where only a pure number makes sense.
    NotPure = 123 (function, found);
    /// A word that no case may use as the level of a zone.
    UnknownLevel = 136 (level, known, nearest);
    /// A part of a unit that nothing defines.
    UnitUnknown = 124 (part, unit, nearest, known);
    /// A unit that cannot be read, or in two ways.
    UnitWriting = 125 (unit);
    /// Something declared in one unit has its value in another.
    UnitDeclared = 126 (kind, name, found, wanted);
    /// An uncertainty whose unit is neither declared nor inferred (a note).
    UnitOpen = 127 (name);

    // --- 02xx: case files
    /// A table lacks a column.
    MissingColumn = 201 (column);
    /// A table has a column that nothing reads.
    UnknownColumn = 202 (column, nearest, lacking);
    /// A row is shorter or longer than the header.
    RowLength = 203 (found, wanted);
    /// A quoted text is never closed.
    UnclosedQuote = 204 ();
    /// Something that must be given is empty.
    EmptyCell = 205 (column);
    /// A number was wanted.
    NotANumber = 206 (column, found);
    /// No such unit.
    UnknownUnit = 207 (unit, nearest, known);
    /// A percentage out of its range.
    PercentOutOfRange = 208 (column, found, low, high);
    /// An amount below what its unit allows.
    TooSmall = 209 (column, found, unit, low);
    /// P5 above P50.
    LowAboveValue = 210 (low, value);
    /// P50 above P95.
    ValueAboveHigh = 211 (value, high);
    /// A word that is not in the column's vocabulary.
    UnknownWord = 212 (column, found, nearest, known);
    /// A name is given twice.
    NamedTwice = 213 (kind, name, line);
    /// A figure is given twice.
    FigureTwice = 214 (figure, line);
    /// A block, and so its firms, is given to two zones.
    BlockInTwoZones = 215 (block, first, second, line);
    /// Rows of one block contradict each other.
    BlockDiffers = 216 (block, column, found, line);
    /// Zones' shares add up to more than the city.
    SharesOverWhole = 217 (figure, scope, sum);
    /// A share of the city is not in percent.
    ShareUnit = 218 (figure, unit);
    /// One indicator in two units.
    MixedUnits = 219 (figure, found, first, line);
    /// A figure is given under some counting scopes only.
    ScopeMissing = 220 (figure, zone, scope);
    /// Probabilities of the counting scopes do not add up.
    ScopeProbabilities = 221 (sum);
    /// A TOML table lacks a key.
    MissingKey = 222 (key);
    /// A TOML table has a key that nothing reads.
    UnknownKey = 223 (key, nearest);
    /// A TOML value is of the wrong kind.
    WrongKind = 224 (key, wanted, found);
    /// Not TOML.
    TomlSyntax = 225 (found, wanted);
    /// A TOML key is given twice.
    KeyTwice = 226 (key);
    /// A year outside what makes sense there.
    BadYear = 227 (what, found, low, high);
    /// Not a date.
    BadDate = 228 (found);
    /// A published figure does not name its source.
    PublishedWithoutSource = 229 (column);
    /// An assumed figure gives no reason.
    AssumedWithoutReason = 230 ();
    /// A derived figure gives no formula.
    DerivedWithoutFormula = 231 ();
    /// A figure that is not published has no spread.
    SpreadMissing = 232 (provenance);
    /// Not exactly one main reading of a target.
    MainReading = 233 (target, found);
    /// A group of joint attainment names a target that is not there.
    JointTarget = 250 (target, nearest);
    /// A goal in words is said to be met without anything to show it.
    GoalWithoutEvidence = 251 (goal, status);
    /// A table as CSV and as a workbook.
    BothFormats = 261 (first, second);
    /// A workbook that cannot be read.
    NotAWorkbook = 262 (reason);
    /// A sheet larger than any table of a case.
    SheetTooLarge = 263 (rows, columns);
    /// A cell that shows `#N/A` or the like.
    CellShowsError = 264 (found);
    /// A header that two separators split equally well.
    TwoSeparators = 265 (first, second);
    /// A cell or header whose unit measures something else.
    UnitKind = 266 (column, found, unit);
    /// Amounts of a column were converted (a note).
    UnitsConverted = 267 (column, n, found, unit, first, second);
    /// Months where a year is wanted.
    CumulativePeriod = 268 (column, found);
    /// A source that may speak of months (a note).
    CumulativeSource = 269 (column, found);
    /// Another city of a like name.
    Namesake = 270 (found, city);
    /// Another city of a like name, in a reason or for comparison (a note).
    NamesakeCompared = 271 (found, city);
    /// A share of more than one.
    ShareOverOne = 272 (figure, found);
    /// A percentage of next to nothing (a note).
    PercentTiny = 273 (figure, found, n);
    /// A zone's figure of another year than the one that zones start from (a note).
    YearNotBase = 234 (figure, found, year);
    /// A source that is younger than the data (a note).
    SourceAfterData = 235 (found, date);
    /// A source that speaks of other prices than are stated (a note).
    PricesDoubtful = 236 (column, found, stated);
    /// Amounts given for shares of the city (a note).
    SharesComputed = 237 (column, figure, n, found, total, unit, first, second);
    /// A row of zones that is their sum (a note).
    SumSkipped = 247 (found);
    /// A figure that is called by no known name.
    UnknownFigureName = 248 (found, nearest);
    /// The mark stays though the case says that it should not (a note).
    MarkKept = 249 (n);
    /// A start value far from the last one of the past (a note).
    StartJump = 252 (figure, before, first, year, second, factor);
    /// A zone's figure far from those of the others (a note).
    ZoneFarOff = 253 (figure, zone, found, unit, median);
    /// An office table whose head names no indicator.
    WideNoHeader = 238 (rows);
    /// An office table without a column of zones.
    WideNoZones = 239 (known);
    /// Columns of an office table that are no indicator (a note).
    WideColumnUnused = 243 (found);
    /// A figure in an office table and in the table of figures as well.
    WideTwice = 244 (zone, figure, file, line);
    /// A figure of an office table that no row waits for.
    WideNoRow = 245 (zone, figure);
    /// A column of an office table stated to be an indicator that no row has.
    WideUnknownIndicator = 246 (found, nearest);
    /// Prices of one kind where the others are stated.
    PricesDiffer = 274 (figure, found, stated);
    /// A table was in another encoding than UTF-8 (a note).
    ReadAs = 275 (encoding);
    /// A table in no known encoding.
    NoEncoding = 276 (file);
    /// A cell beside a table, under no header.
    CellBeside = 282 (found);
    /// No row of a table's head names a column.
    NoHeader = 283 (rows, columns);
    /// No figure by zone is assumed any more (a note).
    MarkLifted = 277 ();
    /// A figure of another place that is the city's own.
    BenchmarkOwnCity = 278 (found);
    /// A reposted figure that does not say where it was read.
    RepostWithoutTitle = 279 ();
    /// Another place is compared by something that neither the model nor the case has.
    BenchmarkUnknown = 280 (indicator, nearest);
    /// A figure of another place is in another unit than the city's.
    BenchmarkUnit = 281 (indicator, found, wanted);
    /// A period of a figure of another place that is neither a year nor months from January on.
    BenchmarkPeriod = 284 (found);
    /// What the city is compared with (a note).
    BenchmarksListed = 285 (figure, year, unit, compared, blank);
    /// An address where an institution or its document is named.
    SourceAddress = 286 (column, found);
    /// Somebody's copy as the source of a published number.
    SourceCopy = 287 (column, found);
    /// A point of the past in another kind of unit than its indicator.
    HistoryUnit = 288 (indicator, found, wanted);
    /// A text of TOML without quotation marks.
    TextUnquoted = 289 (found);
    /// An argument of a script with its name before it.
    NamedArgument = 290 (name);
    /// What should be a year and is no number.
    NotAYear = 291 (what, found);
    /// A cell whose formula was saved without its result.
    FormulaUnsaved = 293 (found);
    /// A bracket of a script that closes nothing.
    ExtraBracket = 292 (found);
    /// A key that makes sense only beside another.
    KeyNeedsKey = 260 (key, needs);
    /// The case asked for is neither a folder nor embedded.
    CaseMissing = 240 (case, known, nearest);
    /// The case asked for is a file.
    CaseNoFolder = 241 (case, known, nearest);
    /// The horizon ends before it starts.
    HorizonReversed = 242 (first, last);

    // --- 03xx: scripts
    /// The script does not parse.
    Syntax = 301 (found);
    /// A full-width punctuation mark where a half-width one is meant.
    FullWidth = 302 (found, wanted);
    /// A name that nothing defines.
    UnknownName = 303 (name, nearest);
    /// A function that nothing defines.
    UnknownFunction = 304 (name, nearest);
    /// An argument of the wrong type.
    WrongType = 305 (function, found, wanted);
    /// A condition stands where a number is wanted (as in `1 < x < 3`).
    ConditionAsNumber = 306 (function, cure);
    /// A number stands where a condition is wanted.
    NumberAsCondition = 307 (function);
    /// `if`, `while`, `&&` or `||` on a simulated value.
    BranchOnValue = 308 ();
    /// `switch` is off.
    SwitchOff = 309 ();
    /// `==` on a simulated value.
    EqualityOff = 310 ();
    /// A distribution is used before it is bound.
    RecipeUnbound = 311 (distribution);
    /// `K += 1` on a stock.
    StockAssigned = 312 (stock, operator);
    /// A script defines a function with one of our words.
    RedefinedWord = 313 (name);
    /// A script declares a variable with one of our names.
    ReservedName = 314 (name);
    /// A script's variable is used inside `fn`.
    VariableInFunction = 315 (name);
    /// A stored closure captures a loop variable.
    LoopCapture = 316 (name);
    /// A simulated value is turned into text.
    ValueAsText = 317 ();
    /// Searching an array by value.
    SearchOff = 318 (function);
    /// A predicate returned something that is no yes or no.
    PredicateNotBool = 319 (function, found);
    /// Too many lines.
    TooManyLines = 320 (lines, most);
    /// A limit of scripts was reached.
    Limit = 321 (what, most, script);
    /// An import leaves the folders it may read.
    ImportOutside = 322 (path);
    /// An imported file does not exist.
    ImportMissing = 323 (path, nearest);
    /// A file in the scenario's folder hides a shipped one (a warning).
    ImportShadows = 324 (path);
    /// A year outside the horizon.
    YearOutside = 325 (found, first, last);
    /// A lever was set beyond its range.
    LeverRange = 326 (lever, zone, year, found, unit, low, high, least, most);
    /// A lever was added to twice (a warning).
    LeverTwice = 327 (lever, zone, years, word);
    /// An earlier amount of which a replacing one leaves nothing (a note).
    LeverLost = 385 (lever, line);
    /// An amount acts after the last simulated year (a note).
    LeverLate = 386 (lever, year, last);
    /// A word of the model used in a scenario, or the reverse.
    WrongPhase = 328 (function, script);
    /// A map lacks a key.
    MissingMapKey = 329 (key, nearest);
    /// The script itself threw.
    Thrown = 330 (text);
    /// A closure made in an imported file and handed out.
    ClosureFromImport = 331 ();
    /// Integer overflow and the like.
    Arithmetic = 332 (detail);
    /// An index beyond an array or a text.
    IndexBeyond = 333 (index, length);
    /// A constant was assigned to.
    ConstantAssigned = 334 (name);
    /// `between` fitted a family (a note).
    BetweenFitted = 335 (low, high, family);
    /// A word that only makes sense inside `rule`.
    OnlyInRule = 336 (function);
    /// A scenario has no title.
    NoTitle = 337 ();
    /// A scenario builds on one that is not there.
    BaseMissing = 338 (name, nearest);
    /// Scenarios or files that need each other.
    ImportCircle = 339 (path);
    /// A target that the case does not have.
    UnknownTarget = 340 (target, readings, nearest);
    /// A function that scripts may not call.
    WordOff = 341 (function);
    /// Anything else the script language reports; its words are kept as they are.
    ScriptOther = 342 (detail);
    /// A scenario sets no lever (a warning).
    NothingSet = 343 ();
    /// A function called with another number of arguments.
    WrongCount = 344 (function, wanted, found);
    /// An operator between types that it does not know.
    OperatorTypes = 345 (operator, found);
    /// A symbol or word is missing before what stands there.
    MissingToken = 346 (wanted, found);
    /// The script ends inside something.
    Unfinished = 347 (wanted);
    /// A text without its closing quotation mark.
    UnclosedText = 348 ();
    /// A number in no known form.
    BadNumber = 349 (found);
    /// A text in single quotation marks.
    SingleQuotes = 350 ();
    /// An unknown escape in a text.
    BadEscape = 351 (found);
    /// A symbol that scripts do not use.
    NotASymbol = 352 (found, wanted);
    /// A word that the script language keeps for itself.
    ReservedWord = 353 (name);
    /// An expression is missing before what stands there.
    ExpressionMissing = 354 (found);
    /// A name is missing before what stands there.
    NameMissing = 355 (found);
    /// The left side of `=` cannot be assigned to.
    NotAssignable = 356 ();
    /// `break` or `continue` outside a loop.
    NotInLoop = 357 ();
    /// `fn` inside a block.
    FunctionPlace = 358 ();
    /// `export` inside a block.
    ExportPlace = 359 ();
    /// A comment with three slashes that documents nothing.
    DocComment = 360 ();
    /// Something in square brackets that is no index.
    NotAnIndex = 361 ();
    /// A value of the wrong type where no function is at fault.
    WrongHere = 362 (found, wanted);
    /// `x[i]` on a type without items.
    NotIndexable = 363 (found, index);
    /// `x.name` on a type without that property.
    NoProperty = 364 (name, found);
    /// `this` outside a method.
    ThisUnbound = 365 ();
    /// A value is changed while it is being used.
    ValueInUse = 366 ();
    /// A method that changes its object, on a constant.
    ConstantChanged = 367 (function);
    /// A function's name without its arguments.
    WordAsValue = 368 (name);
    /// A range of years without a year.
    YearsEmpty = 369 (found, first, last);
    /// An infinite amount, or none at all.
    AmountNotFinite = 370 (function, found);
    /// `for` over something that has no items.
    NotIterable = 371 ();
    /// A belief about a figure that the model does not use.
    FigureUnused = 372 (figure);
    /// An imported file used like a value.
    ModuleAsValue = 373 (name);
    /// A variable called like a function.
    VariableCalled = 374 (name);
    /// A scenario reads a target differently from the document (a note).
    TargetChanged = 375 (target, threshold, year);
    /// A comment without its end.
    UnclosedComment = 376 ();
    /// A year or years written as in a text.
    YearsWriting = 377 (found, wanted);
    /// A range of years that leaves out the last one (a note).
    YearsHalfOpen = 378 (found, last, wanted);
    /// A value in % is compared with what looks like a share (a note).
    ShareForPercent = 379 (found, meant);
    /// A measure of the library is called without its file.
    NotImported = 380 (name, file, module);
    /// Several zones where a word takes one.
    SeveralZones = 381 (function);
    /// A word of zones behind a call that gives back no zone.
    ChainedCall = 382 (function);
    /// A measure moves something that the model does not declare.
    UnknownChannel = 383 (channel, nearest);
    /// A number as a key of a map.
    NumberKey = 384 (found);
    /// A total to be divided is beyond what the zones together may take.
    SplitRange = 390 (lever, zones, found, low, high, least, most, unit);
    /// A zone cannot take its part of a total that is divided by weight.
    SplitShare = 397 (lever, total, zone, share, found, low, high, least, most, unit, fits_most, fits_least);
    /// A measure is declared twice, and not alike.
    MeasureTwice = 398 (measure, key, first);
    /// A measure costs where nothing it moves acts (a note).
    MeasureIdle = 399 (measure, zones, levers);
    /// Measures move a lever beyond its range (a note).
    MeasureCut = 389 (lever, zone, year, found, low, high, least, most, unit);
    /// A measure's declaration lacks a key.
    MeasureKey = 393 (key);
    /// The amount of a measure is negative or not finite.
    MeasureAmount = 394 (measure, found);
    /// A scenario believes otherwise about a figure (a note).
    FigureBelieved = 396 (figure, zone, value, stated, unit);
    /// Two measures that count the same thing meet in one zone.
    MeasureConflict = 395 (measure, other, zone, year);
    /// The median of an uncertain amount is out of the lever's range.
    SpreadRange = 391 (lever, found, low, high, least, most, unit);
    /// An uncertain amount sometimes leaves the lever's range (a note).
    SpreadClipped = 392 (lever, low, high, least, most, unit);

    // --- 04xx: command line
    /// An option that the command does not have.
    UnknownOption = 401 (option, command, owner, nearest);
    /// A command that zonecast does not have.
    UnknownCommand = 402 (command, nearest, known);
    /// An option without its value.
    MissingValue = 403 (option);
    /// A value that the option does not take.
    BadValue = 404 (option, found, wanted);
    /// An option given twice.
    OptionTwice = 405 (option);
    /// Something required is missing.
    MissingArgument = 406 (argument);
    /// `new` would overwrite a file.
    FileExists = 407 (file);
    /// A folder without scenario scripts.
    NoScenario = 408 (folder);
    /// Two scenario files with one stem.
    SameStem = 409 (first, second);
    /// Too many words on the command line.
    TooManyArguments = 410 (found);
    /// A scenario that is neither a file nor comes with the case.
    UnknownScenario = 411 (scenario, known, nearest);
    /// No draw has the outcome that a typical one was asked for.
    NoTypicalDraw = 412 (draws, target, outcome, scope);
    /// A word that is no clause, measure or target of the policy.
    NotInPolicy = 413 (word, nearest);
    /// A counting scope that the case does not have.
    UnknownScope = 420 (scope, known);
    /// An option that makes sense only beside another.
    OptionNeeds = 421 (option, needs);
    /// The name of several readings is taken for the main one (a note).
    TargetReading = 429 (found, target);
    /// Two ways to say which draw.
    NotBoth = 422 (found, option);
    /// A draw beyond those of the run.
    DrawBeyond = 423 (found, sampler, draws, last);
    /// A name for people is given to an uncertainty or figure that the model does not have.
    UnknownUncertainty = 426 (name, nearest);
    /// Calls of a lever's words add up beyond its range (a note).
    LeverCut = 427 (lever, zone, year, found, low, high, least, most, unit);
    /// Two years joined by a minus, which subtracts them.
    YearsMinus = 428 (found, wanted);
    /// A fan of an indicator that the model does not have.
    ChartIndicator = 424 (chart, indicator, nearest);
    /// A fan of a zone that the case does not have.
    ChartZone = 425 (chart, zone, nearest, known);
    /// The draws to be kept would fill a file that nobody could open; size in megabytes.
    TooMuchKept = 440 (draws, size, most);
    /// A program built without Parquet is asked for it.
    NoParquet = 441 ();

    /// Zones add up to more than the city.
    SumOverCity = 480 (figure, scope, sum, city, unit, tolerance);
    /// What zones add up to (a note).
    SumOfZones = 481 (figure, scope, sum, city, unit, share, tolerance);
    /// A figure is still missing.
    FigureGap = 482 (figure, zone, department, kept);
    /// Figures are assumed (a note).
    FiguresAssumed = 483 (figure, n, department, kept);
    /// A series of the past jumps (a note).
    HistoryJump = 484 (figure, year, second, first, before, factor);
    /// Growth far from the series' own (a note).
    HistoryOutlier = 485 (figure, year, growth, median, scale);
    /// Two values of one year.
    HistoryTwice = 486 (figure, year, second, first, line);
    /// Two blocks with the same numbers.
    BlocksAlike = 487 (first, second, n);
    /// Two blocks of which one may hold the other (a note).
    BlocksNamed = 488 (first, second);
    /// Zones and blocks together are more than the city.
    BlocksOverCity = 489 (figure, scope, sum, city, unit, tolerance);
    /// A target counts zones of a level that the case has none of (a note).
    NoZoneOfLevel = 490 (target, level);
    /// A series of the past that the model knows nothing of (a note).
    HistoryUnused = 254 (figure, nearest);
    /// A case has faults.
    CaseFaults = 479 (n);
    /// An option of `case new` with the other command, or the reverse.
    CaseOption = 478 (option, command);
    /// A case that still has to be filled in.
    CaseUnfilled = 476 (case, n, folder);
    /// `explain-error` is asked for a code that does not exist.
    UnknownCode = 470 (found, nearest, first, last);
    /// A measure whose effect comes after the last target year (a note).
    MeasureLate = 471 (measure, year, last);
    /// A scenario that acts without public money (a note).
    SpendsNothing = 472 ();
    /// A scenario decides something for years that are over (a note).
    YearsOver = 462 (years, as_of, next);
    /// An amount beyond what the model calls large (a note).
    LeverLarge = 473 (lever, zone, year, found, unit, large);

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
    /// `--report` names a format that zonecast does not write.
    UnknownReport = 450 (format, nearest, known);
    /// An option of reports without a report.
    ReportWanted = 452 (option);
    /// A file that holds no summary.
    NotASummary = 453 (file);
    /// A summary of another schema.
    OtherSchema = 454 (found, wanted);
    /// A summary without what is needed to run it again.
    SummaryLacks = 455 (key);
    /// A summary of a case that does not travel in the program.
    CaseWanted = 456 (case);
    /// A summary was made from other inputs.
    OtherInputs = 457 (files);
    /// A summary says other numbers than a new run.
    NumbersDiffer = 458 (n, of);
    /// A report could not be put together.
    CannotReport = 451 (format, reason);
    /// A scenario is given twice, or compared with itself.
    ScenarioTwice = 300 (scenario);
    /// An empty word on the command line.
    EmptyWord = 459 ();
    /// A summary that lacks what is compared, or has it in another form.
    SummaryUnread = 460 (key);
    /// Summaries of two cases.
    OtherCase = 461 (old, new);
}
