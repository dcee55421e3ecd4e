@testable import Store
import Testing

@Suite("Names written in different ways")
struct FoldingTests {
    @Test(
        "case, ё, quotes, dashes and blanks make no difference",
        arguments: [
            ("«Библиотека им. Н. А. Некрасова»", "БИБЛИОТЕКА ИМ Н.А.НЕКРАСОВА"),
            ("Орёл — 1-я городская", "орел 1 я  городская"),
            ("  \"Library\"\tNo. 5 ", "library no 5"),
        ]
    )
    func alike(_ one: String, _ other: String) {
        #expect(Folding.name(one) == Folding.name(other))
    }

    @Test("a region is one region by code, ISO code, name and abbreviation")
    func region() {
        #expect(
            ["54", "RU-NVS", "Новосибирская область", "новосибирская обл."].allSatisfy {
                Folding.region($0) == "54"
            }
        )
        #expect(Folding.region("Атлантида") == "атлантида")
        #expect(Folding.region(" ").isEmpty)
    }

    @Test("other words are other names, and nothing but marks is no name")
    func different() {
        #expect(Folding.name("Библиотека № 5") != Folding.name("Библиотека № 6"))
        #expect(Folding.name("« — »").isEmpty)
    }
}
