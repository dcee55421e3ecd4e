public import Wording

/// One thing that is wrong in a file, said so that a person can put it right.
public struct Fault: Sendable, Hashable, Worded {
    /// As it was named when it was opened.
    public let file: String
    /// From 1; 0 when the fault is about the file as a whole.
    public let line: Int
    /// From 1; 0 when the fault is about the file as a whole.
    public let column: Int
    /// As `relays[0].tls`; empty where no key is meant.
    public let keyPath: String
    /// What is wrong and what was expected.
    public let message: Wording

    /// A fault at a place of a file.
    public init(file: String, line: Int, column: Int, keyPath: String, message: Wording) {
        self.file = file
        self.line = line
        self.column = column
        self.keyPath = keyPath
        self.message = message
    }

    /// `FILE:LINE:COLUMN: KEY.PATH: message`, without the parts that are not known.
    public var wording: Wording {
        let place = line > 0 ? "\(file):\(line):\(column): " : "\(file): "
        return place + (keyPath.isEmpty ? "" : keyPath + ": ") + message
    }
}

/// All faults of one run, in the order of their places.
public struct Faults: Error, Sendable, Worded {
    /// By file, line and column.
    public let all: [Fault]
    /// The file itself could not be opened (exit code 66), as against a faulty content (78).
    public let isUnreadable: Bool

    /// Faults put in the order in which a reader of the files meets them.
    public init(_ faults: [Fault], isUnreadable: Bool = false) {
        // Stable: what stands at one place keeps the order in which it was found.
        all = faults.enumerated().sorted { a, b in
            (a.element.file, a.element.line, a.element.column, a.offset)
                < (b.element.file, b.element.line, b.element.column, b.offset)
        }.map(\.element)
        self.isUnreadable = isUnreadable
    }

    /// One fault a line.
    public var wording: Wording { all.map(\.wording).joined(separator: "\n") }
}

/// Gathers the faults of one file while it is being read.
public final class FaultLog {
    /// As faults name it.
    public let file: String
    /// What must be put right.
    public private(set) var faults: [Fault] = []
    /// What should be looked at and stops nothing.
    public private(set) var warnings: [Fault] = []

    /// Where the values that were read stand, by key path.
    private(set) var positions: [String: Position] = [:]

    /// An empty log of a file, named as faults shall name it.
    public init(file: String) {
        self.file = file
    }

    /// Notes a fault.
    public func fault(at position: Position, _ keyPath: String, _ message: Wording) {
        faults.append(make(position, keyPath, message))
    }

    /// Notes a warning.
    public func warning(at position: Position, _ keyPath: String, _ message: Wording) {
        warnings.append(make(position, keyPath, message))
    }

    /// Keeps where a value stands, for what turns out only later.
    func note(_ position: Position, _ keyPath: String) {
        positions[keyPath] = position
    }

    private func make(_ position: Position, _ keyPath: String, _ message: Wording) -> Fault {
        Fault(file: file, line: position.line, column: position.column, keyPath: keyPath, message: message)
    }
}
