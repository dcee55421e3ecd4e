import Foundation
import Regions
import Testing

@Suite("Embedded files")
struct EmbeddedFilesTests {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("the files compiled in are those of config/, byte for byte")
    func sameAsOnDisk() throws {
        let folder = root.appendingPathComponent("config")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var onDisk: [String: [UInt8]] = [:]
        // What other programs read is installed and not compiled in.
        let others = ["grafana/", "prometheus/"]
        for name in names where !others.contains(where: name.hasPrefix) {
            let url = folder.appendingPathComponent(name)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            onDisk["config/" + name] = [UInt8](try Data(contentsOf: url))
        }
        let embedded = EmbeddedFiles.all.filter { $0.path.hasPrefix("config/") }
        #expect(
            embedded.map(\.path).sorted() == onDisk.keys.sorted(),
            "Sources/CEmbedded/files.c has a line for each file below config/"
        )
        for file in embedded { #expect(file.bytes == onDisk[file.path], "\(file.path)") }
    }

    @Test("files are found by path and by folder")
    func lookup() {
        #expect(EmbeddedFiles.text(of: "regions.tsv")?.hasPrefix("code\t") == true)
        #expect(EmbeddedFiles.bytes(of: "nothing") == nil)
        let templates = EmbeddedFiles.below("config/events/annual-meeting").map(\.path)
        #expect(templates.contains("templates/confirmation.ru.md"))
        #expect(EmbeddedFiles.below("config/events/annual-meeting/").map(\.path) == templates)
        #expect(EmbeddedFiles.below("config/ev").isEmpty)
    }
}
