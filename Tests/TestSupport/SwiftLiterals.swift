/// Reads the string literals of Swift source, each with the labels of the arguments that it stands in.
public struct SwiftLiterals {
    /// A literal of a source file.
    public struct Literal: Sendable {
        /// What it says; interpolations are replaced by `◊`.
        public var text: String
        /// Labels of the arguments around it, from the outermost.
        public var labels: [String]
        /// The line on which it begins, from 1.
        public var line: Int
    }

    private let source: [Character]
    private var place = 0
    private var line = 1
    private var frames: [String] = [""]
    private var found: [Literal] = []

    private init(_ source: String) { self.source = Array(source) }

    /// All literals of a source text, but those inside interpolations.
    public static func all(in source: String) -> [Literal] {
        var reader = SwiftLiterals(source)
        reader.read(until: nil)
        return reader.found
    }

    private func starts(_ text: String) -> Bool {
        place + text.count <= source.count && String(source[place..<place + text.count]) == text
    }

    private mutating func step(_ count: Int = 1) {
        for _ in 0..<count where place < source.count {
            if source[place] == "\n" { line += 1 }
            place += 1
        }
    }

    private mutating func read(until end: Character?) {
        var depth = 0
        while place < source.count {
            let character = source[place]
            if let end, character == end, depth == 0 { return }
            if starts("//") {
                while place < source.count, source[place] != "\n" { step() }
                continue
            }
            switch character {
            case "\"", "#": readLiteral()
            case "(", "[", "{":
                depth += 1
                frames.append("")
                step()
            case ")", "]", "}":
                depth -= 1
                if frames.count > 1 { frames.removeLast() }
                step()
            case ",":
                frames[frames.count - 1] = ""
                step()
            case _ where character.isLetter: readWord()
            default: step()
            }
        }
    }

    /// A word that a colon follows at once is a label.
    private mutating func readWord() {
        var word = ""
        while place < source.count, source[place].isLetter || source[place].isNumber || source[place] == "_" {
            word.append(source[place])
            step()
        }
        if place < source.count, source[place] == ":" { frames[frames.count - 1] = word }
    }

    private mutating func readLiteral() {
        var hashes = 0
        while place + hashes < source.count, source[place + hashes] == "#" { hashes += 1 }
        guard place + hashes < source.count, source[place + hashes] == "\"" else { return step(hashes) }
        let start = line
        step(hashes)
        let quote = starts("\"\"\"") ? "\"\"\"" : "\""
        step(quote.count)
        let marks = String(repeating: "#", count: hashes)
        var text = ""
        while place < source.count, !starts(quote + marks) {
            if starts("\\" + marks + "(") {
                step(2 + hashes)
                let (kept, outer) = (found, frames)
                read(until: ")")
                (found, frames) = (kept, outer)
                step()
                text += "◊"
            } else if source[place] == "\\", hashes == 0 {
                text += place + 1 < source.count && source[place + 1] == "\"" ? "\"" : " "
                step(2)
            } else {
                text.append(source[place])
                step()
            }
        }
        step(quote.count + hashes)
        found.append(Literal(text: text, labels: frames.filter { !$0.isEmpty }, line: start))
    }
}
