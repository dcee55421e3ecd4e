import Foundation
import Glibc
import Regions
import Settings
import Terminal
import Wording

/// The folder that the demo leaves behind: configuration, sample event, database, letters.
struct DemoFolder {
    let path: String

    /// Makes the folder, a new one where none is named, and writes the embedded configuration and event into it; what
    /// the programs say there is in the language of whoever asked.
    init(_ named: String?, language: String) throws {
        path = try named.map(Self.make) ?? Self.makeTemporary()
        for file in EmbeddedFiles.below("config") {
            let url = URL(fileURLWithPath: path + "/" + file.path)
            do {
                let folder = url.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                var text = Data(file.bytes)
                if file.path == "vestnik.json5" {
                    let configuration = String(decoding: file.bytes, as: UTF8.self)
                    text = Data(
                        configuration.replacing("language: \"ru\"", with: "language: \"\(language)\"").utf8
                    )
                }
                try text.write(to: url)
            } catch {
                throw Failure(.cannotCreate, "\(url.path): " + reason(error))
            }
        }
    }

    var configuration: String { path + "/vestnik.json5" }
    var letters: String { path + "/mail" }

    private static func makeTemporary() throws -> String {
        let parent = Console.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array((parent + "/vestnik-demo-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure(.cannotCreate, "\(parent): " + .systemError(errno))
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// An existing folder must be empty: what lies there is nobody's demo.
    private static func make(_ named: String) throws -> String {
        let path = URL(fileURLWithPath: named).standardizedFileURL.path
        let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard content.isEmpty else {
            throw Failure(
                .cannotCreate,
                path + Wording(ru: ": папка не пуста", en: ": the folder is not empty")
            )
        }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch { throw Failure(.cannotCreate, "\(path): " + reason(error)) }
        return path
    }
}
