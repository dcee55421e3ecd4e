import Events
import Mail
import Regions
import Settings

/// The cells of one row on their way to an invitee.
struct InviteeCells {
    /// Longer texts are no names of anything.
    static let mostCharacters = 500

    let line: Int
    var faults: [String] = []
    var warnings: [String] = []
    private var addresses: [(text: String, address: Address)] = []
    private var hasBadAddress = false
    private var values: [InviteeColumn: String] = [:]
    private var details: [JSONMember] = []

    init(line: Int) {
        self.line = line
    }

    /// Takes a cell's text.
    mutating func take(_ text: String, raw: String, as column: InviteeColumn, _ words: InviteeWords) {
        guard !text.isEmpty else { return }
        switch column {
        case .email, .secondEmail: takeAddresses(text, isFirst: column == .email, words)
        case .region: takeRegion(text, words)
        case .language:
            if let code = Self.language(text) {
                values[column] = code
            } else {
                faults.append(words.badLanguage(text))
            }
        case .timeZone:
            if Zones.zone(named: text) != nil {
                values[column] = text
            } else {
                faults.append(words.badZone(text))
            }
        case .name, .familyName, .givenName, .patronymic, .organization, .position:
            // One character may have marks without end.
            if text.utf8.count > 5 * Self.mostCharacters || text.count > Self.mostCharacters {
                faults.append(words.tooLong(Self.mostCharacters))
            } else {
                values[column] = text
            }
        case .details(let key): details.append(JSONMember(key, .string(text)))
        case .ignored: break
        }
    }

    /// The invitee, once all cells are taken; nil after a fault.
    mutating func row(_ words: InviteeWords) -> InviteeFile.Row? {
        guard let first = addresses.first else {
            if !hasBadAddress { faults.append(words.noAddress) }
            return nil
        }
        if addresses.count > 2 { faults.append(words.tooManyAddresses(addresses.count)) }
        return InviteeFile.Row(
            line: line,
            email: first.text,
            key: first.address.key,
            secondEmail: addresses.count > 1 ? addresses[1].text : nil,
            name: values[.name] ?? joinedName,
            organization: values[.organization],
            position: values[.position],
            region: values[.region],
            language: values[.language],
            timeZone: values[.timeZone],
            details: details
        )
    }

    /// The parts of a name in the order of their language: «Иванова Мария Петровна», “João Conceição”.
    private var joinedName: String? {
        let given = values[.givenName]
        let family = values[.familyName]
        let patronymic = values[.patronymic]
        let isCyrillic = [given, family, patronymic].contains { part in
            part?.unicodeScalars.contains { (0x400...0x52F).contains($0.value) } == true
        }
        let parts = isCyrillic ? [family, given, patronymic] : [given, patronymic, family]
        let name = parts.compactMap(\.self).joined(separator: " ")
        return name.isEmpty ? nil : name
    }

    // MARK: - Addresses

    /// One cell may hold several: `a@b.ru; c@d.ru`, on lines of their own, or as `Имя <a@b.ru>`.
    private mutating func takeAddresses(_ text: String, isFirst: Bool, _ words: InviteeWords) {
        var taken: [(text: String, address: Address)] = []
        for part in Self.split(text) {
            do throws(AddressError) {
                let address = try Address(part)
                if let better = address.suggestion { warnings.append(words.suggestion(part, better)) }
                taken.append((part, address))
            } catch {
                hasBadAddress = hasBadAddress || isFirst
                faults.append(words.address(part, error.message(language: words.language.rawValue)))
            }
        }
        // The column of first addresses goes first, wherever it stands.
        addresses = isFirst ? taken + addresses : addresses + taken
        var seen: Set<String> = []
        addresses = addresses.filter { seen.insert($0.address.key).inserted }
    }

    static func split(_ text: String) -> [String] {
        if let open = text.lastIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close,
            text.filter({ $0 == "@" }).count == 1
        {
            return [String(text[text.index(after: open)..<close]).filter { !$0.isWhitespace }]
        }
        return text.split { ",; ".contains($0) || $0.isWhitespace }
            .map { part in part.hasPrefix("<") && part.hasSuffix(">") ? part.dropFirst().dropLast() : part }
            .map(String.init)
            .filter { !$0.isEmpty && $0 != "/" }
    }

    // MARK: - Region and language

    private mutating func takeRegion(_ text: String, _ words: InviteeWords) {
        // Spreadsheets take the zero from 05.
        let code =
            text.count == 1 && text.first?.isASCII == true && text.first?.isNumber == true ? "0" + text : text
        let isNumber = code.utf8.allSatisfy { (48...57).contains($0) }
        let plate = isNumber ? Regions.all.first { $0.vehicleCode == code && $0.code != code } : nil
        guard let region = Regions.find(code) else {
            if isNumber {
                faults.append(words.region(text, plate: plate))
            } else {
                // Of another country, or a slip: the text stays as it is and is told.
                values[.region] = text
                warnings.append(words.unknownRegion(text, near: Regions.near(text)))
            }
            return
        }
        if let plate, plate.code != region.code {
            warnings.append(words.clash(text, taken: region, plate: plate))
        }
        values[.region] = region.code
    }

    private static func language(_ text: String) -> String? {
        let folded = text.lowercased()
        if ["рус", "рус.", "rus"].contains(folded) { return "ru" }
        if ["англ", "англ.", "eng"].contains(folded) { return "en" }
        if let named = LanguageTag.named(folded) { return named }
        return LanguageTag.tidy(text).flatMap { isLanguageTag($0) ? $0 : nil }
    }
}
