import Delivery
import Terminal
import Wording

/// What happens in the play, and when, by Moscow's clock.
struct PlayScript {
    private let play: Play

    init(_ play: Play) { self.play = play }

    func run() throws {
        for step in steps.sorted(by: { $0.at < $1.at }) {
            try play.pass(to: step.at)
            try step.act()
            // What people do is seen at once.
            try play.pass(to: step.at)
        }
        try play.pass(to: Play.moment(Play.end))
    }

    private struct Step {
        var at: Int64
        var act: () throws -> Void
    }

    private func at(_ time: String, _ sentence: Wording, _ act: @escaping () throws -> Void) -> Step {
        Step(at: Play.moment(time)) { [play] in
            try act()
            play.note(sentence)
        }
    }

    private var steps: [Step] { preparations + answers + turns }

    private var preparations: [Step] {
        [
            Step(at: Play.moment(Play.start)) { [play] in
                let count = try play.importInvitees()
                play.note(
                    Wording(
                        ru: "из invitees.csv (Windows-1251) импортировано приглашённых: \(count)",
                        en: "\(count) invitees imported from invitees.csv (Windows-1251)"
                    )
                )
            },
            at(
                "2023-10-06T11:00",
                Wording(
                    ru: "приглашение утверждает первый из двоих: И. В. Тимчишина",
                    en: "the first of two approves the invitation: И. В. Тимчишина"
                )
            ) { [play] in
                try play.approve("invitation", by: "И. В. Тимчишина")
            },
            at(
                "2023-10-06T15:30",
                Wording(
                    ru: "приглашение утверждает второй: Е. А. Иванова",
                    en: "the second approves it: Е. А. Иванова"
                )
            ) { [play] in
                try play.approve("invitation", by: "Е. А. Иванова")
            },
        ]
    }

    /// Registrations come in over four weeks, at different hours.
    private var answers: [Step] {
        PlayPeople.ordinary.map { person in
            let days = Int64(person.day) * 86_400_000, minutes = Int64(person.day * 97 % 600) * 60_000
            return Step(at: Play.moment("2023-10-11T09:30") + days + minutes) { [play] in
                try play.register(person.region)
            }
        }
    }

    private var turns: [Step] {
        [
            at("2023-10-11T09:00", Wording(ru: "регистрируется Москва", en: "Moscow registers")) { [play] in
                try play.register("77")
            },
            at(
                "2023-10-18T12:00",
                Wording(
                    ru: "Красноярск, чей первый адрес не работает, регистрируется со второго",
                    en: "Krasnoyarsk, whose first address is dead, registers by the second"
                )
            ) {
                [play] in
                try play.register("24", by: "office")
            },
            at(
                "2023-10-20T06:15",
                Wording(
                    ru: "регистрируется Камчатка: мест нет, лист ожидания",
                    en: "Kamchatka registers: no place is left, the waiting list"
                )
            ) { [play] in
                try play.register("41", status: "waitlisted")
            },
            at("2023-10-25T10:00", Wording(ru: "место для Камчатки", en: "a place for Kamchatka")) { [play] in
                try play.change("41", "status", "registered")
            },
            at(
                "2023-10-26T12:00",
                Wording(ru: "регистрируется Свердловская область", en: "Sverdlovsk registers")
            ) { [play] in try play.register("66") },
            at("2023-10-27T12:00", Wording(ru: "регистрируется Татарстан", en: "Tatarstan registers")) {
                [play] in try play.register("16")
            },
            at(
                "2023-10-30T12:00",
                Wording(ru: "совещание переносят в другой зал", en: "the meeting moves to another hall")
            ) { [play] in
                try play.moveToAnotherHall()
            },
            at("2023-11-01T12:00", Wording(ru: "Новосибирск отказывается", en: "Novosibirsk declines")) {
                [play] in
                try play.register("54", status: "cancelled")
            },
            at(
                "2023-11-07T10:00",
                Wording(
                    ru: "Свердловская область трижды за минуту исправляет регистрацию",
                    en: "Sverdlovsk corrects its registration three times in a minute"
                )
            ) { [play] in
                try play.change("66", "position", "Заместитель директора")
            },
            Step(at: Play.moment("2023-11-07T10:01")) { [play] in
                try play.change("66", "name", "Соколова Татьяна Ивановна")
                try play.change("66", "position", "Учёный секретарь")
            },
            at("2023-11-10T16:00", Wording(ru: "Татарстан отменяет регистрацию", en: "Tatarstan cancels")) {
                [play] in
                try play.change("16", "status", "cancelled")
            },
            at(
                "2023-11-17T11:00",
                Wording(
                    ru: "регистрируется Калининград, уже после последнего призыва",
                    en: "Kaliningrad registers, after the last call"
                )
            ) { [play] in
                try play.register("39")
            },
            at(
                "2023-11-24T15:00",
                Wording(
                    ru: "Московская область регистрируется поздно, со второго адреса",
                    en: "Moscow Oblast registers late, by the second address"
                )
            ) { [play] in
                try play.register("50", by: "office")
            },
        ]
    }
}
