import Foundation
import Locks
import Regions
import Settings
public import Wording

/// The languages that letters can be written in.
public struct LetterLanguages: Sendable {
    private var known: [String: LetterLanguage]
    /// What is wrong with the files of languages that are not known for it, by code.
    public private(set) var faults: [String: [Wording]] = [:]
    /// The files that were read, by the code that they are for.
    public private(set) var files: [String: String] = [:]

    /// Russian and English, and those whose files are compiled in.
    public static let builtIn = LetterLanguages(known: ["ru": .russian, "en": .english])

    /// The codes of the languages whose files are compiled in.
    private static let shippedCodes = Set(EmbeddedFiles.below("config/languages").map { code(of: $0.path) })
    private static let shipped = Locked<[String: LetterLanguage]>([:])

    /// A language whose file is compiled in, read when it is asked for: what the system knows of it takes memory.
    private static func shipped(_ code: String) -> LetterLanguage? {
        guard shippedCodes.contains(code) else { return nil }
        if let known = shipped.withLock({ $0[code] }) { return known }
        let files = EmbeddedFiles.below("config/languages")
        guard let file = files.first(where: { Self.code(of: $0.path) == code }),
            let language = try? LetterLanguage.parse(
                String(decoding: file.bytes, as: UTF8.self),
                code: code,
                file: "config/languages/" + file.path
            )
        else { return nil }
        shipped.withLock { $0[code] = language }
        return language
    }

    private static func code(of file: String) -> String {
        ((file as NSString).lastPathComponent as NSString).deletingPathExtension.lowercased()
    }

    private init(known: [String: LetterLanguage]) { self.known = known }

    /// The built-in ones and those of the folder `languages` beside a configuration, which come first.
    ///
    /// - Parameter configuration: the path of `vestnik.json5`.
    /// - Returns: all languages; what is wrong with a file is in ``faults``.
    public static func load(beside configuration: String) -> LetterLanguages {
        let folder = (configuration as NSString).deletingLastPathComponent
        return load(folder: folder.isEmpty ? "languages" : folder + "/languages")
    }

    /// The built-in ones and those of a folder's files `xx.json5`.
    public static func load(folder: String) -> LetterLanguages {
        var languages = builtIn
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name.hasSuffix(".json5") && !name.hasPrefix(".") {
            let path = folder + "/" + name
            guard let bytes = FileManager.default.contents(atPath: path) else {
                languages.faults[String(name.dropLast(6)), default: []].append(
                    TemplateReasons.unreadable(path)
                )
                continue
            }
            languages.add(String(decoding: bytes, as: UTF8.self), file: path)
        }
        return languages
    }

    /// The built-in ones and those of files that were read before, by the code that each is for.
    public init(files: [String: String]) {
        self = .builtIn
        for (code, text) in files { add(text, file: code + ".json5") }
    }

    /// Reads a file; a faulty one leaves its language unknown, so that nobody gets a letter of half its words.
    private mutating func add(_ text: String, file: String) {
        let code = Self.code(of: file)
        files[code] = text
        do throws(Faults) {
            known[code] = try LetterLanguage.parse(text, code: code, file: file)
        } catch {
            known[code] = nil
            faults[code] = error.all.map(\.wording)
        }
    }

    /// Their codes, sorted.
    public var codes: [String] {
        Set(known.keys).union(Self.shippedCodes.filter { faults[$0] == nil }).sorted()
    }

    /// The language of a code; nil where nobody has told its words.
    public func language(_ code: String) -> LetterLanguage? {
        known[code] ?? (faults[code] == nil ? Self.shipped(code) : nil)
    }

    /// The language of a code, or English, the only one that every reader of letters abroad may be expected to know.
    public subscript(code: String) -> LetterLanguage { language(code) ?? .english }
}
