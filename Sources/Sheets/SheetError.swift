public import Wording

/// Why a file cannot be read as a table.
public enum SheetError: Error, Sendable, Equatable {
    /// Files that are told by name, with what to do instead.
    public enum Format: Sendable, Hashable, CaseIterable {
        case xls, xlsb, ods, protected, markup, pdf, packed, unknown
    }

    /// More bytes than these.
    case tooLarge(Int)
    /// More columns, rows or cells than these, from a line on.
    case tooManyColumns(Int, line: Int)
    case tooManyRows(Int)
    case tooManyCells(Int, line: Int)
    /// A cell of more bytes than these.
    case cellTooLong(Int, line: Int)
    /// A zero byte, which no text has.
    case zeroByte(line: Int)
    /// Several encodings make sense of it: each with words as it reads them.
    case undecidable([(encoding: String, sample: String)])
    /// Another kind of file.
    case format(Format)
    /// A sheet was asked for, and it is a text.
    case hasNoSheets
    /// No such sheet; those that there are.
    case noSuchSheet(String, [String])
    /// No sheet with cells that a person sees.
    case noVisibleSheet
    /// The archive is cut off or broken in this place.
    case damaged(String)
    /// More than these bytes unpacked, or other things without end.
    case unpacksTooLarge(Int)
    /// No room for what does not fit into memory, by the system's error number.
    case noScratch(Int32)
    /// A document type or entities, which no workbook has.
    case hasEntities(String)

    /// Compares what they say.
    public static func == (first: SheetError, second: SheetError) -> Bool {
        first.line == second.line && first.wording == second.wording
    }

    /// Where; 1 where it is about the whole.
    public var line: Int {
        switch self {
        case .tooManyColumns(_, let line), .tooManyCells(_, let line), .cellTooLong(_, let line),
            .zeroByte(let line):
            line
        default: 1
        }
    }

    /// What is wrong and what to do.
    public var wording: Wording {
        switch self {
        case .tooLarge(let most): SheetWording.tooLarge(bytes: most)
        case .tooManyColumns(let most, _): SheetWording.tooManyColumns(most)
        case .tooManyRows(let most): SheetWording.tooManyRows(most)
        case .tooManyCells(let most, _): SheetWording.tooManyCells(most)
        case .cellTooLong(let most, _): SheetWording.cellTooLong(bytes: most)
        case .zeroByte: SheetWording.zeroByte
        case .undecidable(let candidates): SheetWording.undecidable(candidates)
        case .format(let format): format.wording
        case .hasNoSheets: SheetWording.hasNoSheets
        case .noSuchSheet(let name, let known): SheetWording.noSuchSheet(name, known)
        case .noVisibleSheet: SheetWording.noVisibleSheet
        case .damaged(let part): SheetWording.damaged(part)
        case .unpacksTooLarge(let most): SheetWording.unpacksTooLarge(bytes: most)
        case .noScratch(let problem): SheetWording.noScratch(problem)
        case .hasEntities(let part): SheetWording.hasEntities(part)
        }
    }
}

extension SheetError.Format {
    fileprivate var wording: Wording {
        switch self {
        case .xls: SheetWording.xls
        case .xlsb: SheetWording.xlsb
        case .ods: SheetWording.ods
        case .protected: SheetWording.protected
        case .markup: SheetWording.markup
        case .pdf: SheetWording.pdf
        case .packed: SheetWording.packed
        case .unknown: SheetWording.unknown
        }
    }
}
