import Foundation
import Regions
import Testing

@Suite("Regions")
struct RegionsTests {
    @Test("all 89 subjects are there, each with what letters and schedules need")
    func complete() {
        #expect(Regions.all.count == 89)
        for region in Regions.all {
            #expect(!region.nameRu.isEmpty && !region.genitiveRu.isEmpty && !region.nameEn.isEmpty)
            #expect(TimeZone(identifier: region.timeZone) != nil, "\(region.timeZone)")
            for zone in region.otherTimeZones { #expect(TimeZone(identifier: zone) != nil, "\(zone)") }
        }
        #expect(Set(Regions.all.map(\.code)).count == 89)
        #expect(Regions.all.compactMap(\.iso).count == 83)
        #expect(Regions.all.first { $0.code == "14" }?.otherTimeZones.count == 4)
    }

    @Test("each subject is found by its code, ISO code and every one of its full names")
    func everyWay() {
        for region in Regions.all {
            #expect(Regions.find(region.code) == region)
            #expect(Regions.find(region.nameRu) == region, "\(region.nameRu)")
            #expect(Regions.find(region.genitiveRu) == region, "\(region.genitiveRu)")
            #expect(Regions.find(region.nameEn) == region, "\(region.nameEn)")
            #expect(Regions.find(region.nameRu.uppercased()) == region, "\(region.nameRu)")
            if let iso = region.iso { #expect(Regions.find(iso.lowercased()) == region) }
        }
    }

    @Test(
        "names are found as people write them",
        arguments: [
            ("Татарстан", "16"), ("респ. Татарстан", "16"), ("Новосибирская обл.", "54"), ("г. Москва", "77"),
            ("город Москва", "77"), ("Москвы", "77"), ("Санкт-Петербург", "78"), ("СПб", "78"),
            ("Саха - Якутия", "14"), ("Республика Саха", "14"),
            ("ХАНТЫ-МАНСИЙСКИЙ АВТОНОМНЫЙ ОКРУГ - ЮГРА", "86"),
            ("Ханты-Мансийский АО", "86"), ("Кемеровская область", "42"), ("Кузбасс", "42"),
            ("Чувашия", "21"),
            ("Чеченская республика", "20"), ("Чечня", "20"), (" Алтайский   край ", "22"), ("Алтай", ""),
            ("Орёл", ""), ("Орловская область", "57"), ("Moscow Oblast", "50"), ("Moscow", "77"), ("1", "01"),
            ("Северная Осетия–Алания", "15"), ("Еврейская АО", "79"),
            ("Ямало‑Ненецкий автономный округ", "89"),
        ]
    )
    func asWritten(_ text: String, _ code: String) {
        #expect(Regions.find(text)?.code ?? "" == code, "\(text)")
    }

    @Test("the codes of vehicle plates are not mixed with those of the tax service")
    func noGuessing() {
        #expect(Regions.find("95")?.nameRu == "Херсонская область")
        #expect(Regions.find("20")?.nameRu == "Чеченская Республика")
        for plate in ["80", "81", "82", "84", "85", "88", "154", "177", "799", "0", "00", "054"] {
            #expect(Regions.find(plate) == nil, "\(plate)")
        }
    }

    @Test("nothing is found for nothing, nonsense and endless text")
    func nothing() {
        for text in ["", "   ", "-", "область", "край", "Республика", "Россия", "RU", "RU-XXX"] {
            #expect(Regions.find(text) == nil, "\(text)")
        }
        #expect(Regions.find(String(repeating: "Москва ", count: 10_000)) == nil)
    }

    @Test("ё and е are one letter, brackets and dashes no letters")
    func folding() {
        #expect(Regions.find("республика саха якутия") == Regions.find("14"))
        #expect(Regions.find("Орлёвская область") == nil)
        #expect(Regions.find("Донёцкая Народная Республика") == Regions.find("93"))
    }
}
