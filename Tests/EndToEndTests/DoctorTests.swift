import Foundation
import Testing
import TestSupport

@Suite("vestnik doctor")
struct DoctorTests {
    private func lines(
        _ house: House,
        _ arguments: String...
    ) throws -> (status: Int32, checks: [[String: Any]]) {
        let end = try house.run(["doctor", "--json"] + arguments)
        let checks = end.output.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        return (end.status, checks)
    }

    private func results(_ checks: [[String: Any]]) -> [String: String] {
        Dictionary(
            checks.map { ($0["check"] as? String ?? "", $0["result"] as? String ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
    }

    @Test("a domain's records are asked of a resolver, and each is judged")
    func records() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let good = try NameServer([
            "example.org": ["v=spf1 include:_spf.example.org -all"],
            "_dmarc.example.org": ["v=DMARC1; p=none"],
            "s2026._domainkey.example.org": ["v=DKIM1; p=MIIB"],
        ])
        let (_, checks) = try lines(house, "--resolver", good.address, "--selector", "s2026")
        let told = results(checks)
        #expect(
            told["spf"] == "ok" && told["dmarc"] == "ok" && told["dkim"] == "ok" && told["mx"] == "warning"
        )
        #expect(checks.contains { $0["check"] as? String == "spf" && $0["of"] as? String == "example.org" })
        #expect(["ok", "warning"].contains(told["clock"]) && told["disk"] != nil && told["wal"] == "ok")

        let open = try NameServer(["example.org": ["v=spf1 +all"]])
        let second = try lines(house, "--resolver", open.address)
        #expect(second.status == 75 && results(second.checks)["spf"] == "bad")
        #expect(results(second.checks)["dmarc"] == "warning" && results(second.checks)["dkim"] == "unknown")
    }

    @Test("where no resolver answers, records are unknown and nothing is called bad for it")
    func noResolver() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let told = results(try lines(house, "--resolver", "127.0.0.1:9").checks)
        #expect(["spf", "dkim", "dmarc"].allSatisfy { told[$0] == "unknown" })
        #expect(try house.vestnik("doctor", "--resolver", "dns.example").status == 64)
    }

    @Test("people read words, in Russian where that is configured")
    func russian() throws {
        let house = try House(language: "ru")
        _ = try house.vestnik("init")
        let end = try house.vestnik("doctor", "--resolver", "127.0.0.1:9")
        #expect(end.output.contains("записи не проверены") && end.output.contains("неизвестно"))
    }
}

/// A name server on loopback that knows some texts, and of all else that it is not there.
private final class NameServer: Sendable {
    let address: String
    private let descriptor: Int32

    init(_ texts: [String: [String]]) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | O_CLOEXEC, 0)
        var own = sockaddr_in()
        own.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &own.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &own) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw TestSupportError("no name server") }
        self.descriptor = descriptor
        address = "127.0.0.1:\(UInt16(bigEndian: own.sin_port))"
        Thread { Self.serve(descriptor, texts) }.start()
    }

    /// Wakes the thread, which ends.
    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private static func serve(_ descriptor: Int32, _ texts: [String: [String]]) {
        defer { close(descriptor) }
        var question = [UInt8](repeating: 0, count: 512)
        while true {
            var sender = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let count = withUnsafeMutablePointer(to: &sender) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, &question, question.count, 0, $0, &length)
                }
            }
            guard count > 16 else { return }
            let answer = answer(Array(question[..<count]), texts)
            _ = withUnsafeMutablePointer(to: &sender) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(descriptor, answer, answer.count, 0, $0, length)
                }
            }
        }
    }

    private static func answer(_ question: [UInt8], _ texts: [String: [String]]) -> [UInt8] {
        var labels: [String] = []
        var place = 12
        while place < question.count, question[place] != 0 {
            let end = place + 1 + Int(question[place])
            guard end < question.count else { break }
            labels.append(String(decoding: question[place + 1..<end], as: UTF8.self))
            place = end
        }
        let end = min(place + 5, question.count)
        let isText = end >= 4 && question[end - 3] == 16
        let found = isText ? texts[labels.joined(separator: ".").lowercased()] ?? [] : []
        var answer =
            Array(question[..<2]) + [
                0x81, found.isEmpty ? 0x83 : 0x80, 0, 1, 0, UInt8(found.count), 0, 0, 0, 0,
            ]
        answer += question[12..<end]
        for text in found {
            let bytes = Array(text.utf8)
            answer +=
                [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, UInt8(bytes.count + 1), UInt8(bytes.count)] + bytes
        }
        return answer
    }
}
