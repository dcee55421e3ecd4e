public import Resolver
internal import Wording

/// What receivers read in the domain name system about mail from a domain: SPF (RFC 7208), DKIM (RFC 6376), DMARC
/// (RFC 7489), and whether answers can come back (RFC 5321 §5.1).
public struct MailRecords: Sendable {
    let domain: String
    let selectors: [String]
    let resolver: Resolver

    /// The records of a domain in its ASCII form; `selectors` name the DKIM keys to look for, else the usual ones.
    public init(domain: String, selectors: [String] = [], resolver: Resolver) {
        self.domain = domain
        self.selectors = selectors.isEmpty ? Self.usualSelectors : selectors
        self.resolver = resolver
    }

    /// As Yandex, Mail.ru, Google, Microsoft, OpenDKIM's papers and common mailers call them.
    static let usualSelectors = [
        "mail", "default", "dkim", "mailru", "yandex", "google", "selector1", "selector2", "s1", "s2", "k1",
        "key1", "2024",
        "2025", "2026",
    ]

    /// Looks at all of them.
    public func look() -> [Check] {
        do throws(Resolver.Failure) {
            let spf = try resolver.texts(of: domain)
            var checks = [Self.spf(spf, domain)]
            checks.append(try dkim())
            checks.append(Self.dmarc(try policies(), domain))
            let hasMailExchanger = try resolver.has(.mailExchanger, domain)
            checks.append(Self.exchanger(hasMailExchanger, domain))
            return checks
        } catch {
            let told = error == .unreachable ? DoctorWords.noResolver : DoctorWords.resolverCannotTell
            return [.spf, .dkim, .dmarc].map { Check($0, domain, .unknown, told) }
        }
    }

    /// The policy of the domain, else of the domain above it: the tree is walked up to two labels (RFC 7489 §6.6.3 asks
    /// the organizational domain, which no record names).
    private func policies() throws(Resolver.Failure) -> [String] {
        var labels = domain.split(separator: ".")
        while labels.count >= 2 {
            let found = try resolver.texts(of: "_dmarc." + labels.joined(separator: "."))
            if found.contains(where: { Self.isVersion("DMARC1", $0) }) { return found }
            labels.removeFirst()
        }
        return []
    }

    private func dkim() throws(Resolver.Failure) -> Check {
        for selector in selectors {
            let texts = try resolver.texts(of: "\(selector)._domainkey.\(domain)")
            guard let key = texts.first(where: { $0.contains("p=") }) else { continue }
            return Self.dkim(key, selector: selector, domain)
        }
        return Check(
            .dkim,
            domain,
            .unknown,
            DoctorWords.noKey(selectors),
            advice: DoctorWords.nameSelector
        )
    }

    /// A key without data is one that was taken back (RFC 6376 §3.6.1).
    static func dkim(_ record: String, selector: String, _ domain: String) -> Check {
        let isRevoked = tags(record)["p"]?.isEmpty ?? true
        return isRevoked
            ? Check(.dkim, domain, .bad, DoctorWords.keyRevoked(selector), advice: DoctorWords.publishKey)
            : Check(.dkim, domain, .ok, DoctorWords.key(selector))
    }

    /// What the texts of a domain say of who may send its mail.
    static func spf(_ texts: [String], _ domain: String) -> Check {
        let records = texts.filter { text in
            let first = text.split(separator: " ").first.map { $0.lowercased() }
            return first == "v=spf1"
        }
        guard let record = records.first else {
            return Check(.spf, domain, .bad, DoctorWords.noSPF, advice: DoctorWords.publishSPF(domain))
        }
        // RFC 7208 §4.5: two of them are an error to every receiver.
        guard records.count == 1 else {
            return Check(
                .spf,
                domain,
                .bad,
                DoctorWords.severalSPF(records.count),
                advice: DoctorWords.oneSPF
            )
        }
        let terms = record.lowercased().split(separator: " ").dropFirst()
        if terms.contains(where: { $0 == "+all" || $0 == "all" }) {
            return Check(.spf, domain, .bad, DoctorWords.spfForAll(record), advice: DoctorWords.endSPF)
        }
        // §4.6.4: more than ten questions are an error; those of included records count as well.
        let questions = terms.count { term in
            let bare = term.drop { "+-~?".contains($0) }
            return ["include:", "a:", "mx:", "exists:", "redirect=", "ptr:"].contains { bare.hasPrefix($0) }
                || ["a", "mx", "ptr"].contains(String(bare)) || bare.hasPrefix("a/") || bare.hasPrefix("mx/")
        }
        if questions > 10 {
            return Check(
                .spf,
                domain,
                .bad,
                DoctorWords.spfQuestions(questions),
                advice: DoctorWords.shortenSPF
            )
        }
        let ends = terms.contains { $0 == "-all" || $0 == "~all" || $0.hasPrefix("redirect=") }
        return ends
            ? Check(.spf, domain, .ok, Wording(verbatim: record))
            : Check(.spf, domain, .warning, DoctorWords.spfOpen(record), advice: DoctorWords.endSPF)
    }

    /// What receivers are asked to do with mail that fails.
    static func dmarc(_ texts: [String], _ domain: String) -> Check {
        let records = texts.filter { isVersion("DMARC1", $0) }
        guard let record = records.first else {
            return Check(
                .dmarc,
                domain,
                .warning,
                DoctorWords.noDMARC,
                advice: DoctorWords.publishDMARC(domain)
            )
        }
        guard records.count == 1 else {
            return Check(.dmarc, domain, .bad, DoctorWords.severalDMARC, advice: DoctorWords.oneDMARC)
        }
        guard let policy = tags(record)["p"]?.lowercased(), ["none", "quarantine", "reject"].contains(policy)
        else {
            return Check(
                .dmarc,
                domain,
                .bad,
                DoctorWords.badDMARC(record),
                advice: DoctorWords.publishDMARC(domain)
            )
        }
        return Check(.dmarc, domain, .ok, Wording(verbatim: record))
    }

    static func exchanger(_ isThere: Bool, _ domain: String) -> Check {
        isThere
            ? Check(.mx, domain, .ok, DoctorWords.takesMail)
            : Check(.mx, domain, .warning, DoctorWords.takesNoMail, advice: DoctorWords.publishMX)
    }

    private static func isVersion(_ version: String, _ text: String) -> Bool {
        text.split(separator: ";").first.map { $0.filter { $0 != " " } } == "v=\(version)"
    }

    /// `tag=value` between semicolons (RFC 6376 §3.2); the first of each counts.
    private static func tags(_ record: String) -> [String: String] {
        var found: [String: String] = [:]
        for part in record.split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let name = String(halves[0].filter { !$0.isWhitespace })
            found[name] = found[name] ?? String(halves[1].filter { !$0.isWhitespace })
        }
        return found
    }
}
