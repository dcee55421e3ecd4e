import Wording

/// The sentences about an event's templates and files, each behind the place that it is about.
enum TemplateReasons {
    static func unreadable(_ file: String) -> Wording {
        Wording(ru: "\(file):1:1: не читается", en: "\(file):1:1: cannot be read")
    }

    static func tooLarge(_ file: String, bytes: Int, most: Int) -> Wording {
        Wording(
            ru: "\(file):1:1: в файле \(bytes) байт; письмо несёт не больше \(most)",
            en: "\(file):1:1: has \(bytes) bytes; letters carry at most \(most)"
        )
    }

    static func notUTF8(_ file: String, line: Int, column: Int) -> Wording {
        Wording(
            ru: "\(file):\(line):\(column): это не UTF-8: сохраните файл в этой кодировке",
            en: "\(file):\(line):\(column): is not UTF-8: save the file in that encoding"
        )
    }

    static func noHeader(_ file: String, line: Int, known: [String]) -> Wording {
        let known = known.joined(separator: ", ")
        return Wording(
            ru: "\(file):\(line):1: здесь стоят строки вида «Subject: …», затем пустая строка и текст письма;"
                + " известны \(known)",
            en: "\(file):\(line):1: here a letter has lines such as “Subject: …”, then an empty line, then"
                + " its text; known are \(known)"
        )
    }

    static func repeated(_ file: String, line: Int, _ name: String) -> Wording {
        Wording(
            ru: "\(file):\(line):1: \(name) стоит здесь второй раз",
            en: "\(file):\(line):1: \(name) stands here a second time"
        )
    }

    static func noSubject(_ file: String) -> Wording {
        Wording(
            ru: "\(file):1:1: в первых строках нет Subject, темы письма",
            en: "\(file):1:1: the first lines lack a Subject"
        )
    }

    static func noDraft(_ file: String, _ draft: String) -> Wording {
        Wording(
            ru: "\(file):1:1: нет файла \(draft), в котором стоит Subject, тема письма",
            en: "\(file):1:1: there is no \(draft), which names the Subject"
        )
    }

    static func noAttachment(_ file: String, notification: String) -> Wording {
        Wording(
            ru: "\(file):1:1: файла нет, а уведомление «\(notification)» его прилагает",
            en: "\(file):1:1: is not there; “\(notification)” attaches it"
        )
    }
}
