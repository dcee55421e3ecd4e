public import Wording

/// What a shell may propose for a value.
public enum Completion: Sendable, Hashable {
    /// Nothing.
    case none
    /// Names of files.
    case files
    /// Names of folders.
    case directories
    /// One of these words; other words are usage errors.
    case choices([String])
    /// Some of these words; others may be right as well.
    case suggestions([String])
    /// Words of a kind that the program alone knows, and only when it is asked; it has the command
    /// ``Program/asking`` for that.
    case asked(String)
}

/// An option of a command: a flag, or one that takes a value.
public struct Option: Sendable, Hashable {
    /// The long name without its dashes: `config` for `--config`.
    public let name: String
    /// The short name: `n` for `-n`.
    public let short: Character?
    /// What help calls the value, `FILE`; nil for a flag.
    public let value: String?
    /// May be given several times, each time with another value.
    public let isRepeated: Bool
    /// What a shell may propose for the value.
    public let completion: Completion
    /// What help says, one sentence without a full stop.
    public let help: Wording

    /// A flag: `--json`, `-v`.
    public static func flag(_ name: String, short: Character? = nil, _ help: Wording) -> Option {
        Option(name: name, short: short, value: nil, isRepeated: false, completion: .none, help: help)
    }

    /// An option with a value: `--config FILE`, `--config=FILE`, `-c FILE`, `-cFILE`.
    public static func value(
        _ name: String,
        _ value: String,
        short: Character? = nil,
        repeated: Bool = false,
        completion: Completion = .none,
        _ help: Wording
    ) -> Option {
        Option(
            name: name,
            short: short,
            value: value,
            isRepeated: repeated,
            completion: completion,
            help: help
        )
    }
}

/// An argument known by its place.
public struct Positional: Sendable, Hashable {
    /// What help calls it: `EVENT`.
    public let name: String
    /// May be left out.
    public let isOptional: Bool
    /// Takes all arguments that remain; only the last one may.
    public let isRepeated: Bool
    /// What a shell may propose.
    public let completion: Completion
    /// What help says, one sentence without a full stop.
    public let help: Wording

    /// An argument that must be given, unless `optional`.
    public init(
        _ name: String,
        optional: Bool = false,
        repeated: Bool = false,
        completion: Completion = .none,
        _ help: Wording
    ) {
        self.name = name
        isOptional = optional
        isRepeated = repeated
        self.completion = completion
        self.help = help
    }
}
