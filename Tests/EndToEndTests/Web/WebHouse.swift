import Foundation
import TestSupport

/// A house with its web server at work, on a port of its own.
final class WebHouse {
    let house: House
    let web: ChildProcess
    let port: Int

    /// `dashboard` is what stands in that beside `listen`.
    init(_ dashboard: String = "", language: String = "en") throws {
        let port = Self.freePort()
        house = try House(
            language: language,
            more: #"dashboard: { listen: "127.0.0.1:\#(port)", \#(dashboard) },"#
        )
        self.port = port
        _ = try house.vestnik("init")
        web = try ChildProcess(
            Programs.product("vestnik-web"),
            environment: house.environment,
            folder: house.folder.path
        )
        guard web.waitForErrors(containing: "http://127.0.0.1:") else {
            throw TestSupportError("vestnik-web did not start: \(web.errorsSoFar)")
        }
    }

    /// A port that nobody listens on at this moment.
    private static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// What curl is answered: the status, then the body.
    func curl(_ target: String, _ arguments: [String] = []) throws -> (status: Int, body: String) {
        let result = try ChildProcess.run(
            "/usr/bin/curl",
            ["--silent", "--max-time", "60", "--write-out", "\n%{http_code}"] + arguments + [address + target]
        )
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
    }

    /// An answer's object.
    func object(_ target: String, _ arguments: [String] = []) throws -> [String: Any] {
        let answer = try curl(target, arguments)
        guard let object = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
        else {
            throw TestSupportError("\(target): \(answer)")
        }
        return object
    }
}
