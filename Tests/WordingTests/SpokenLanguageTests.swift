import Testing
@testable import Wording

@Suite("The environment's language")
struct SpokenLanguageTests {
    @Test(
        "LC_ALL counts before LC_MESSAGES before LANG; what is set to nothing is not set",
        arguments: [
            (["LANG": "ru_RU.UTF-8"], "ru"), (["LANG": "ru"], "ru"), (["LANG": "russian"], "ru"),
            (["LANG": "ru@petr"], "ru"), (["LANG": "en_US.UTF-8"], "en"), (["LANG": "C"], "en"),
            (["LANG": "C.UTF-8"], "en"), (["LANG": "POSIX"], "en"), (["LANG": "de_DE"], "en"),
            // Rundi, rw: other languages that begin alike.
            (["LANG": "run_BI"], "en"), (["LANG": "rw_RW"], "en"),
            (["LC_ALL": "en_US", "LC_MESSAGES": "ru_RU", "LANG": "ru_RU"], "en"),
            (["LC_MESSAGES": "ru_RU", "LANG": "en_US"], "ru"),
            (["LC_ALL": "", "LANG": "ru_RU"], "ru"),
            ([:], nil), (["LC_ALL": "", "LANG": ""], nil), (["LC_TIME": "ru_RU"], nil),
        ] as [([String: String], String?)]
    )
    func named(environment: [String: String], language: String?) {
        #expect(SpokenLanguage.named(by: environment) == language)
    }
}
