import Foundation
import Testing

@testable import Mail

/// A generator that gives the same sequence for the same seed: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Text that mixes what headers trip over: blanks, specials, Cyrillic, emoji, marks, any other scalar.
    mutating func text(upTo length: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) { scalars.append(scalar()) }
        return String(scalars)
    }

    private mutating func scalar() -> Unicode.Scalar {
        switch Int.random(in: 0..<8, using: &self) {
        case 0: return pick(" \t=?_\"\\,;:<>()@.'%*")
        case 1, 2: return pick("abcXYZ019")
        case 3, 4: return pick("федеральныхБИБЛИОТЕКё№«»—")
        case 5: return pick("📚🏛\u{301}\u{200D}\u{FE0F}中文ﷺ\u{2028}\u{A0}")
        case 6: return " "
        default:
            while true {
                let value = UInt32.random(in: 0xA0...0x10FFFF, using: &self)
                if let scalar = Unicode.Scalar(value) { return scalar }
            }
        }
    }

    private mutating func pick(_ text: String) -> Unicode.Scalar {
        Array(text.unicodeScalars).randomElement(using: &self) ?? " "
    }
}

/// Python's email package, an implementation of the same standards by others.
enum Python {
    static let path: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Whether a module can be imported.
    static func has(_ module: String) -> Bool {
        guard let path else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-c", "import \(module)"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Runs a script with the input on its standard input; gives its standard output.
    static func run(_ script: String, input: [UInt8]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path))
        process.arguments = ["-c", script]
        let stdin = Pipe()
        let stdout = Pipe()
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        let writer = Thread {
            try? stdin.fileHandleForWriting.write(contentsOf: Data(input));
            try? stdin.fileHandleForWriting.close()
        }
        writer.start()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(output)
    }

    /// Feeds messages to a script that gives one JSON value for each; the script sees `raw` and sets `answer`.
    static func read<Answer: Decodable>(
        _ messages: [[UInt8]],
        as type: Answer.Type,
        _ body: String
    ) throws -> [Answer] {
        let script = """
            import sys, json, struct, email, email.policy, email.header, email.utils
            data = sys.stdin.buffer.read(); answers = []; at = 0
            while at < len(data):
                size, = struct.unpack('>I', data[at:at+4]); raw = data[at+4:at+4+size]; at += 4 + size
            \(body.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
                answers.append(answer)
            sys.stdout.buffer.write(json.dumps(answers).encode())
            """
        var input: [UInt8] = []
        for message in messages {
            let size = UInt32(message.count)
            input += (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * UInt32($0))) }
            input += message
        }
        return try JSONDecoder().decode([Answer].self, from: Data(try run(script, input: input)))
    }
}

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

func address(_ text: String) throws -> Address { try Address(text) }

/// The lines of a text that must use CRLF and nothing else.
func crlfLines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var index = 0
    while index < bytes.count {
        if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 {
            lines.append([])
            index += 2
        } else {
            #expect(bytes[index] != 13 && bytes[index] != 10, "a bare CR or LF")
            lines[lines.count - 1].append(bytes[index])
            index += 1
        }
    }
    #expect(lines.last?.isEmpty == true, "the text must end with CRLF")
    return Array(lines.dropLast())
}
