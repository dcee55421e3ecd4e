import Foundation
import TestSupport

/// The pages of a demo that `vestnik demo --serve` shows.
final class DemoPages {
    let address: String
    let folder: TemporaryFolder
    private let demo: ChildProcess

    init() throws {
        folder = try TemporaryFolder()
        let demo = try ChildProcess(
            Programs.product("vestnik"),
            ["demo", "--serve", "--folder", folder.path("demo")],
            environment: ["LANG": "C.UTF-8"]
        )
        self.demo = demo
        var found: String?
        _ = waitUntil {
            found = demo.outputSoFar.firstMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/).map { String($0.0) }
            return found != nil
        }
        guard let found else { throw TestSupportError("the demo serves nothing: \(demo.errorsSoFar)") }
        address = found
    }

    /// Asks it to end, as Ctrl+C does.
    func end() throws -> ChildProcess.Result {
        demo.signal(SIGINT)
        return try demo.wait()
    }

    /// What an address gives.
    func get(_ target: String) throws -> String {
        let result = try ChildProcess.run(
            "/usr/bin/curl",
            ["--silent", "--fail", "--max-time", "60", "--header", "Accept-Language: ru", address + target]
        )
        guard result.status == 0 else { throw TestSupportError("\(target): curl ends with \(result.status)") }
        return result.output
    }

    /// A page with its style inside and without its script, for a frame without a server.
    func page(_ target: String) throws -> String {
        let style = try get("/assets/desk.css")
        return try get(target)
            .replacing(/<link rel="stylesheet"[^>]*>/) { _ in "<style>\(style)</style>" }
            .replacing(/<script[^>]*><\/script>/, with: "")
            .replacing(/<iframe[^>]*><\/iframe>/, with: "")
    }
}
