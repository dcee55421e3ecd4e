/// Finds subjects by what people write.
struct RegionIndex: Sendable {
    /// By the folded core alone; several where they share it.
    private var byCore: [String: Set<String>] = [:]
    /// By a core that needs the word for the kind beside it: a short name, the centre's name.
    private var byCoreOfKind: [String: Set<String>] = [:]
    /// By the centre's name, which names no subject.
    private var byCentre: [String: Set<String>] = [:]
    private var kinds: [String: Set<RegionKind>] = [:]
    private var regions: [String: Region] = [:]

    init(_ all: [Region]) {
        for region in all {
            regions[region.code] = region
            let name = RegionName(region.nameRu)
            kinds[region.code] = name.kinds.isEmpty ? [.city] : name.kinds
            let full = [region.nameRu, region.genitiveRu, region.nameEn]
            let isNamed = kinds[region.code]?.isDisjoint(with: [.oblast, .krai]) ?? true
            for text in full + full.flatMap(Self.halves) {
                // “Novosibirsk” alone is the town; «Новосибирская» is the region.
                add(text, region, aloneToo: isNamed || text.unicodeScalars.contains { $0.value > 0x2FF })
            }
            for text in RegionSpellings.names[region.code] ?? [] { add(text, region, aloneToo: true) }
            for text in RegionSpellings.namesOfKind[region.code] ?? [] { add(text, region, aloneToo: false) }
            // Transliterations: “Novosibirskaya oblast”.
            let latin = Transliteration.latin(name.core.joined(separator: " "))
            for text in Transliteration.endings(of: latin) { add(text, region, aloneToo: true) }
            byCentre[RegionName.folded(region.centre), default: []].insert(region.code)
            if !isNamed {
                add(region.centre, region, aloneToo: false)
                add(Transliteration.latin(RegionName.folded(region.centre)), region, aloneToo: false)
            }
        }
    }

    private mutating func add(_ text: String, _ region: Region, aloneToo: Bool) {
        let core = RegionName(text).core.joined(separator: " ")
        guard !core.isEmpty else { return }
        byCoreOfKind[core, default: []].insert(region.code)
        // «Алтай» alone is two subjects.
        if aloneToo, !Self.sharedCores.contains(core) { byCore[core, default: []].insert(region.code) }
    }

    private static let sharedCores: Set<String> = {
        let cores = RegionSpellings.namesOfKind.values.flatMap { Set($0.map(RegionName.folded)) }
        return Set(Dictionary(grouping: cores) { $0 }.filter { $0.value.count > 1 }.keys)
    }()

    /// «Саха (Якутия)» is also written as «Саха», «Кемеровская область — Кузбасс» as «Кемеровская область».
    private static func halves(_ name: String) -> [String] {
        if let bracket = name.firstIndex(of: "(") { return [String(name[..<bracket])] }
        guard let dash = name.firstRange(of: " — ") else { return [] }
        return [String(name[..<dash.lowerBound])]
    }

    /// The subjects that a text may mean, by rising code: one where it is certain.
    func find(_ text: String) -> [Region] {
        let parts = text.split { ",;/\n".contains($0) }.map(String.init)
        guard parts.count > 1 else { return named(text) }
        guard parts.count <= 4,
            !parts.contains(where: { RegionSpellings.otherStates.contains(RegionName.folded($0)) })
        else { return [] }
        // «Республика Саха /Якутия/», «Московская область, г. Химки»: one part names the subject, no other part
        // another one.
        let found = parts.map(named).filter { !$0.isEmpty }
        guard let first = found.first else { return named(text) }
        return found.allSatisfy { $0 == first } ? first : []
    }

    private func named(_ text: String) -> [Region] {
        var name = RegionName(text)
        var code: String?
        // «54 Новосибирская область», «Новосибирская область (54)»
        if let place = name.core.firstIndex(where: { $0.count == 2 && $0.allSatisfy(\.isNumber) }),
            name.core.count > 1
        {
            code = name.core[place]
            var core = name.core
            core.remove(at: place)
            name = RegionName(core: core, kinds: name.kinds)
        }
        guard (1...8).contains(name.core.count) else { return [] }
        let found = codes(of: name.core, name.kinds).sorted().compactMap { regions[$0] }
        guard let code else { return found }
        return found.filter { $0.code == code || $0.vehicleCode == code }
    }

    private func codes(of core: [String], _ told: Set<RegionKind>) -> Set<String> {
        let key = core.joined(separator: " ")
        if told.isEmpty {
            if let alone = byCore[key] { return alone }
            // A name that needs its kind is that of each subject which has it: «Алтай».
            if Self.sharedCores.contains(key), let shared = byCoreOfKind[key] { return shared }
        } else if let named = byCoreOfKind[key] {
            let fitting = named.filter { code in
                let own = (kinds[code] ?? []).union(RegionSpellings.otherKinds[code] ?? [])
                return told.isSubset(of: own)
            }
            if !fitting.isEmpty { return fitting }
        }
        // The same subject twice: «Татарстан (Татарстан)», «Чувашская — Чувашия».
        for split in core.indices.dropFirst() {
            var a = codes(of: Array(core[..<split]), [])
            if a.count != 1 { a = codes(of: Array(core[..<split]), told) }
            guard a.count == 1 else { continue }
            let rest = Array(core[split...])
            if a == codes(of: rest, []) || codes(of: rest, []).count > 1 && a == codes(of: rest, told) {
                return a
            }
        }
        return []
    }

    /// The subjects whose names are near to a text that names none.
    func near(_ text: String) -> [Region] {
        let found = find(text)
        if !found.isEmpty { return found }
        let name = RegionName(text)
        let key = name.core.joined(separator: " ")
        guard key.count >= 3, key.count <= 60 else { return [] }
        // A town, or a name with a kind that is not the subject's.
        if let codes = byCentre[key] ?? byCoreOfKind[key] { return codes.sorted().compactMap { regions[$0] } }
        let best = byCoreOfKind.keys.map { (key: $0, distance: EditDistance.between($0, key)) }
            .filter { $0.distance <= max(1, key.count / 4) }
        guard let least = best.map(\.distance).min() else { return [] }
        let codes = Set(best.filter { $0.distance == least }.flatMap { byCoreOfKind[$0.key] ?? [] })
        return codes.count > 3 ? [] : codes.sorted().compactMap { regions[$0] }
    }
}

extension RegionName {
    init(core: [String], kinds: Set<RegionKind>) {
        self.core = core
        self.kinds = kinds
    }
}
