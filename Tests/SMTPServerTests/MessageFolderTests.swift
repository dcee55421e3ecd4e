import Foundation
import Testing
import TestSupport

@testable import SMTPServer

@Suite struct MessageFolderTests {
    @Test("a message is filed byte for byte, its envelope beside it, and nothing half-written remains")
    func files() throws {
        let folder = try TemporaryFolder()
        var options = SMTPServer.Options()
        options.folder = folder.path("mail")
        let server = try SMTPServer(options)
        let client = try Client(server)
        client.hello()
        _ = client.mail(to: "\"a\\\"b\"@example.org", "Subject: 1\r\n\r\n..x\r\n")
        _ = client.mail(to: "b@example.org", "Subject: 2\r\n\r\n\r\n")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("mail")).sorted()
        #expect(names.map { $0.split(separator: ".").last } == ["eml", "json", "eml", "json"])
        #expect(try folder.text(of: "mail/" + names[0]) == "Subject: 1\r\n\r\n.x\r\n")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(folder.bytes(of: "mail/" + names[1])))
                as? [String: Any]
        )
        #expect(json["reverse_path"] as? String == "a@example.org")
        #expect(
            (json["recipients"] as? [[String: Any]])?.first?["path"] as? String == "\"a\\\"b\"@example.org"
        )
    }

    @Test("a folder that cannot be written refuses for now and is told of")
    func cannotFile() throws {
        let folder = try TemporaryFolder()
        var options = SMTPServer.Options()
        options.folder = folder.path("mail")
        let server = try SMTPServer(options)
        try FileManager.default.removeItem(atPath: folder.path("mail"))
        let client = try Client(server)
        client.hello()
        #expect(client.mail(to: "a@example.org")?.hasPrefix("452 4.3.1") == true)
        #expect(server.messageCount == 0)
        #expect(server.problems.first?.description.contains("No such file or directory") == true)
    }

    @Test("a folder that cannot be made stops the start")
    func cannotMake() throws {
        var options = SMTPServer.Options()
        options.folder = "/proc/nowhere"
        #expect(throws: SMTPServerError.self) { try SMTPServer(options) }
    }
}
