internal import Wording

/// How the small objects of the configuration are read.
extension DomainLimit {
    static func build(_ scope: Scope) -> DomainLimit? {
        var result = DomainLimit()
        result.connections = scope.optional("connections", .integer(1...1000))
        result.messagesPerMinute = scope.value("messagesPerMinute", .integer(0...1_000_000), default: 0)
        result.messagesPerDay = scope.value("messagesPerDay", .integer(0...1_000_000_000), default: 0)
        return result
    }
}

extension Retry {
    static func build(_ scope: Scope) -> Retry? {
        var result = Retry()
        result.first = scope.value("first", .duration(Span(1, .seconds)), default: result.first)
        result.factor = scope.value("factor", .number(1...100), default: result.factor)
        result.longest = scope.value(
            "longest",
            .duration(Span(1, .seconds)),
            default: max(result.longest, result.first)
        )
        result.giveUpAfter = scope.value(
            "giveUpAfter",
            .duration(Span(1, .seconds)),
            default: result.giveUpAfter
        )
        if result.longest < result.first {
            scope.warning(
                "longest",
                Wording(
                    ru: "короче `first`: каждое ожидание длится `longest`",
                    en: "is shorter than `first`: each wait is as long as `longest`"
                )
            )
        }
        if result.giveUpAfter < result.first {
            scope.warning(
                "giveUpAfter",
                Wording(
                    ru: "короче `first`: повторных попыток не будет",
                    en: "is shorter than `first`: nothing is tried twice"
                )
            )
        }
        return result
    }
}

extension InDoubt {
    static func build(_ scope: Scope) -> InDoubt? {
        var result = InDoubt()
        result.default = scope.value("default", .choice, default: result.default)
        result.bulk = scope.value("bulk", .choice, default: result.bulk)
        return result
    }
}

extension Limits {
    static func build(_ scope: Scope) -> Limits? {
        var result = Limits()
        result.perAddressPerDay = scope.value(
            "perAddressPerDay",
            .integer(0...100_000),
            default: result.perAddressPerDay
        )
        result.detailsBytes = scope.value(
            "detailsBytes",
            .bytes(ByteSize(1, .kilobytes), ByteSize(1, .megabytes)),
            default: result.detailsBytes
        )
        result.letterBytes = scope.value(
            "letterBytes",
            .bytes(ByteSize(16, .kilobytes), ByteSize(200, .megabytes)),
            default: result.letterBytes
        )
        return result
    }
}

extension Timeouts {
    static func build(_ scope: Scope) -> Timeouts? {
        let reading = Reading<Duration>.duration(Span(1, .seconds), Span(1, .hours))
        var result = Timeouts()
        result.connect = scope.value("connect", reading, default: result.connect)
        result.greeting = scope.value("greeting", reading, default: result.greeting)
        result.mail = scope.value("mail", reading, default: result.mail)
        result.rcpt = scope.value("rcpt", reading, default: result.rcpt)
        result.data = scope.value("data", reading, default: result.data)
        result.block = scope.value("block", reading, default: result.block)
        result.endOfData = scope.value("endOfData", reading, default: result.endOfData)
        return result
    }
}

extension DSNSettings {
    static func build(_ scope: Scope) -> DSNSettings? {
        var result = DSNSettings()
        result.notify = scope.value("notify", .list(of: .choice), default: result.notify)
        result.ret = scope.value("ret", .choice, default: result.ret)
        if Set(result.notify).count < result.notify.count {
            scope.fault(
                "notify",
                Wording(ru: "один и тот же случай назван дважды", en: "names one occasion twice")
            )
        }
        if result.notify.contains(.never), result.notify.count > 1 {
            scope.fault(
                "notify",
                Wording(ru: "\"never\" может стоять только одно", en: "\"never\" stands alone")
            )  // RFC 3461 §4.1
        }
        return result
    }
}

extension Retention {
    static func build(_ scope: Scope) -> Retention? {
        var result = Retention()
        result.log = scope.value("log", .duration(Span(1, .days)), default: result.log)
        result.registrations = scope.value(
            "registrations",
            .duration(Span(1, .days)),
            default: result.registrations
        )
        return result
    }
}

extension Sandbox {
    static func build(_ scope: Scope) -> Sandbox? {
        scope.required(
            "to",
            .plainAddress("tests@example.org"),
            Wording(ru: "ящик, на который уходят все письма", en: "the mailbox that gets everything")
        ).map(Sandbox.init)
    }
}

extension Reading where Value == String {
    /// A mailbox as `example`.
    static func plainAddress(_ example: String) -> Reading {
        Reading.string(Wording(ru: "адрес", en: "an address")).map {
            FaultWords.expected(
                Wording(ru: "адрес в виде \"\(example)\"", en: "an address as \"\(example)\""),
                text: $0
            )
        } transform: {
            isAddress($0) ? $0 : nil
        }
    }

    /// Only what can be told without the rules of mail: one @, a domain, no blanks.
    private static func isAddress(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@"), at != text.startIndex else { return false }
        return isHostName(String(text[text.index(after: at)...]).lowercased(), unicode: true)
            && !text.contains(where: { $0.isWhitespace || $0 == "," || $0 == "<" || $0 == ">" })
    }
}
