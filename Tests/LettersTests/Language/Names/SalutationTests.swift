import Mustache
import Testing

@testable import Letters

@Suite("Salutations")
struct SalutationTests {
    private func line(_ name: String?, _ details: Value = .null, _ language: LetterLanguage = "ru") -> String
    {
        Salutation.line(name: name, details: details, language: language)
    }

    @Test(
        "the patronymic tells the form of address",
        arguments: [
            ("Иванова Мария Петровна", "Уважаемая Мария Петровна!"),
            ("Мария Петровна Иванова", "Уважаемая Мария Петровна!"),
            ("Мария Петровна", "Уважаемая Мария Петровна!"),
            ("Иванов Пётр Ильич", "Уважаемый Пётр Ильич!"),
            ("Иван Петрович", "Уважаемый Иван Петрович!"),
            ("ИВАНОВА МАРИЯ ПЕТРОВНА", "Уважаемая Мария Петровна!"),
            ("иванов иван иванович", "Уважаемый Иван Иванович!"),
            ("Иванова Анна-Мария Петровна", "Уважаемая Анна-Мария Петровна!"),
            ("Абрамович Мария Петровна", "Уважаемая Мария Петровна!"),
            ("Мария Петровна Абрамович", "Уважаемая Мария Петровна!"),
            ("Михайлов Никита Ильич", "Уважаемый Никита Ильич!"),
            ("Алиев Мамед Гасан оглы", "Уважаемый Мамед Гасан оглы!"),
            ("Алиева Лейла Гасан-кызы", "Уважаемая Лейла Гасан-кызы!"),
            ("Сапаров Нурлан Ерланулы", "Уважаемый Нурлан Ерланулы!"),
            ("Иванова Мария Петровна, директор", "Уважаемая Мария Петровна!"),
        ]
    )
    func known(_ name: String, _ expected: String) {
        #expect(line(name) == expected)
    }

    @Test(
        "where anything is in doubt the neutral form serves",
        arguments: [
            nil, "", "   ", "Иванова", "Вера Абрамович", "Иванова М. П.", "Иванова М.П.", "Ким Ир Сен",
            "Иванов Пётр Симеонов", "Ли Мария -", "Джон Смит", "Вера Мария Абрамович", "Анна",
            "Отдел культуры",
            "Иванова Мария П.", "Саша Абрамович", "Библиотека имени Ивана Петровича",
        ] as [String?]
    )
    func neutral(_ name: String?) {
        #expect(line(name) == "Уважаемые коллеги!")
    }

    @Test("a gender given outright overrides the rule")
    func explicitGender() {
        #expect(line("Иванов Пётр Симеонов", ["gender": "m"]) == "Уважаемый Пётр Симеонов!")
        #expect(line("Иванова Саша Борисович", ["gender": "f"]) == "Уважаемая Саша Борисович!")
        #expect(line("Ким", ["gender": "ж", "surname": "Ким"]) == "Уважаемая госпожа Ким!")
        #expect(line("Ким", ["gender": "м", "Фамилия": "Ким"]) == "Уважаемый господин Ким!")
        #expect(line("Иванова Мария", ["gender": "f"]) == "Уважаемые коллеги!")
    }

    @Test("fields of their own are used before the whole name")
    func fields() {
        #expect(
            line("Смит", ["given_name": "Мария", "patronymic": "Петровна"]) == "Уважаемая Мария Петровна!"
        )
        #expect(line("Иванова Мария Петровна", ["Отчество": "Петровна"]) == "Уважаемая Мария Петровна!")
        #expect(line("Иванова Мария", ["patronymic": "Петровна"]) == "Уважаемые коллеги!")
        #expect(line("Иванова Мария Петровна", ["patronymic": "-"]) == "Уважаемые коллеги!")
    }

    @Test("a salutation given outright overrides everything, and gets its mark")
    func override() {
        #expect(
            line("Иванова Мария Петровна", ["salutation": "Уважаемый господин Министр"])
                == "Уважаемый господин Министр!"
        )
        #expect(line(nil, ["salutation": "Дорогие друзья!"]) == "Дорогие друзья!")
        #expect(
            line(nil, ["salutation": ["ru": "Коллеги", "en": "Dear Director"]], "en") == "Dear Director,"
        )
        #expect(line(nil, ["salutation": "  "]) == "Уважаемые коллеги!")
    }

    @Test("English needs no gender")
    func english() {
        #expect(line("Иванова Мария Петровна", .null, "en") == "Dear Colleague,")
        #expect(line("Smith Jane", ["title": "Dr", "surname": "Smith"], "en") == "Dear Dr Smith,")
    }
}
