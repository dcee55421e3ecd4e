internal import Wording

/// What the doctor says.
enum DoctorWords {
    static let clockKept = Wording(
        ru: "часы сверяются с сервером времени",
        en: "the clock is kept by a time server"
    )
    static let clockUnkept = Wording(
        ru: "ядро не знает, чтобы часы кто-нибудь сверял",
        en: "nobody keeps the clock, as far as the kernel knows"
    )
    static let keepClock = Wording(
        ru: "включите сверку: timedatectl set-ntp true (пакет systemd-timesyncd или chrony)",
        en: "have it kept: timedatectl set-ntp true (package systemd-timesyncd or chrony)"
    )
    static let acceptClock = Wording(
        ru: "проверьте время (date); если оно верно: vestnik clock --accept",
        en: "look at the time (date); if it is right: vestnik clock --accept"
    )

    static func room(free: Int64, total: Int64) -> Wording {
        Wording(
            ru: "свободно \(size(free).ru) из \(size(total).ru)",
            en: "\(size(free).en) of \(size(total).en) free"
        )
    }

    static func fewFiles(_ count: Int64) -> Wording {
        Wording(ru: "можно создать ещё файлов: \(count)", en: "files that can still be made: \(count)")
    }

    static let makeRoom = Wording(
        ru: "освободите место: без него не запишется, что письмо ушло, и отправка остановится",
        en: "make room: without it nobody can record that a letter went, and sending stops"
    )

    static func folderUnreadable(_ why: Wording) -> Wording {
        Wording(ru: "папку не посмотреть: \(why.ru)", en: "the folder cannot be looked at: \(why.en)")
    }

    static func logSize(_ size: Int64) -> Wording { Self.size(size) }

    static func findReader(_ database: String) -> Wording {
        Wording(
            ru: "файл давно открыт кем-то для чтения: fuser -v \(database); закройте ту программу",
            en: "somebody has had the file open for long: fuser -v \(database); close that program"
        )
    }

    // MARK: records

    static let noResolver = Wording(
        ru: "сервер имён не отвечает, записи не проверены",
        en: "no resolver answers: not looked at"
    )
    static let resolverCannotTell = Wording(
        ru: "сервер имён не может ответить, записи не проверены",
        en: "the resolver cannot tell: not looked at"
    )
    static let noSPF = Wording(
        ru: "записи SPF нет: получатели не знают, кому можно слать от имени этого домена",
        en: "there is no SPF record: receivers do not know who may send mail of this domain"
    )

    static func publishSPF(_ domain: String) -> Wording {
        Wording(
            ru:
                "опубликуйте запись TXT у \(domain), например «v=spf1 include:_spf.РЕЛЕ -all»; что писать, знает владелец сервера отправки",
            en:
                "publish a TXT record at \(domain), such as “v=spf1 include:_spf.RELAY -all”; whoever runs the relay knows what to write"
        )
    }

    static func severalSPF(_ count: Int) -> Wording {
        Wording(
            ru: "записей SPF несколько (\(count)): получатели не верят ни одной",
            en: "there are \(count) SPF records: receivers take none of them"
        )
    }

    static let oneSPF = Wording(ru: "объедините их в одну", en: "make one of them")

    static func spfForAll(_ record: String) -> Wording {
        Wording(
            ru: "запись разрешает слать кому угодно: \(record)",
            en: "the record lets anybody send: \(record)"
        )
    }

    static func spfOpen(_ record: String) -> Wording {
        Wording(
            ru: "запись не говорит, что с остальными: \(record)",
            en: "the record does not say what of the others: \(record)"
        )
    }

    static let endSPF = Wording(ru: "закончите её словом -all или ~all", en: "let it end with -all or ~all")

    static func spfQuestions(_ count: Int) -> Wording {
        Wording(
            ru: "в записи \(count) отсылок к другим записям, а можно 10: получатели считают её ошибочной",
            en: "the record asks \(count) other records, and 10 are allowed: receivers take it for faulty"
        )
    }

    static let shortenSPF = Wording(
        ru: "уберите лишнее или назовите адреса прямо (ip4:, ip6:)",
        en: "leave some out, or name addresses (ip4:, ip6:)"
    )

    static func key(_ selector: String) -> Wording {
        Wording(ru: "ключ «\(selector)» опубликован", en: "the key “\(selector)” is published")
    }

    static func keyRevoked(_ selector: String) -> Wording {
        Wording(
            ru: "ключ «\(selector)» отозван: запись пуста",
            en: "the key “\(selector)” is taken back: its record is empty"
        )
    }

    static let publishKey = Wording(
        ru: "опубликуйте ключ, которым подписывает сервер отправки",
        en: "publish the key that the relay signs with"
    )

    static func noKey(_ selectors: [String]) -> Wording {
        Wording(
            ru: "ключа под обычными именами нет (\(selectors.joined(separator: ", ")))",
            en: "there is no key of a usual name (\(selectors.joined(separator: ", ")))"
        )
    }

    static let nameSelector = Wording(
        ru:
            "имя ключа — это s= в поле DKIM-Signature письма, которое дошло; проверьте его: vestnik doctor --selector ИМЯ",
        en:
            "its name is s= in DKIM-Signature of a letter that arrived; look for it with: vestnik doctor --selector NAME"
    )
    static let noDMARC = Wording(
        ru: "правила DMARC нет: крупные почтовые службы такие письма принимают хуже",
        en: "there is no DMARC policy: large mail services take such letters less willingly"
    )

    static func publishDMARC(_ domain: String) -> Wording {
        Wording(
            ru: "опубликуйте запись TXT у _dmarc.\(domain), для начала «v=DMARC1; p=none; rua=mailto:…»",
            en: "publish a TXT record at _dmarc.\(domain), to begin with “v=DMARC1; p=none; rua=mailto:…”"
        )
    }

    static let severalDMARC = Wording(
        ru: "правил DMARC несколько: ни одно не действует",
        en: "there are several DMARC policies: none is in force"
    )
    static let oneDMARC = Wording(ru: "оставьте одно", en: "leave one")

    static func badDMARC(_ record: String) -> Wording {
        Wording(
            ru: "правило DMARC без p=none, quarantine или reject: \(record)",
            en: "a DMARC policy without p=none, quarantine or reject: \(record)"
        )
    }

    static let takesMail = Wording(
        ru: "ответы и возвраты придут: запись MX есть",
        en: "answers and returned mail can come: there is an MX record"
    )
    static let takesNoMail = Wording(
        ru: "записи MX нет: ответы и возвраты придут, только если почту принимает сам этот узел",
        en: "there is no MX record: answers and returned mail come only if the host itself takes mail"
    )
    static let publishMX = Wording(
        ru: "опубликуйте запись MX домена",
        en: "publish an MX record of the domain"
    )

    private static func size(_ octets: Int64) -> Wording {
        func tenths(_ unit: Int64) -> (ru: String, en: String) {
            let value = octets * 10 / unit
            return ("\(value / 10),\(value % 10)", "\(value / 10).\(value % 10)")
        }
        switch octets {
        case (1 << 30)...: return Wording(ru: "\(tenths(1 << 30).ru) ГиБ", en: "\(tenths(1 << 30).en) GiB")
        case (1 << 20)...: return Wording(ru: "\(tenths(1 << 20).ru) МиБ", en: "\(tenths(1 << 20).en) MiB")
        default: return Wording(ru: "\(octets / 1024) КиБ", en: "\(octets / 1024) KiB")
        }
    }
}
