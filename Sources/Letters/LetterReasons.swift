import Mail
import Wording

/// The sentences about letters that are too large to be made.
enum LetterReasons {
    static func moreBytes(than most: Int) -> Wording {
        Wording(
            ru:
                "письмо вышло бы длиннее \(most) байт (limits.letterBytes): данные этой строки слишком велики",
            en: "the letter would have more than \(most) bytes (limits.letterBytes): this row holds too much"
        )
    }

    static func bytes(_ count: Int, most: Int) -> Wording {
        Wording(
            ru: "в письме \(count) байт, больше \(most) (limits.letterBytes)",
            en: "the letter has \(count) bytes, more than \(most) (limits.letterBytes)"
        )
    }

    static func moreSteps(than most: Int) -> Wording {
        Wording(
            ru:
                "чтобы составить письмо, нужно больше \(most) шагов: в данных строки слишком длинный список",
            en: "the letter takes more than \(most) steps to make: this row holds too long a list"
        )
    }

    static func tooDeep(_ most: Int) -> Wording {
        Wording(
            ru: "разделы и шаблоны вложены глубже \(most): шаблон включает сам себя без конца",
            en: "sections and templates are nested more than \(most) deep: one includes itself without end"
        )
    }

    static func longDraft(_ count: Int, most: Int) -> Wording {
        Wording(
            ru:
                "в тексте письма до разметки \(count) байт, больше \(most): списки этой строки слишком длинны",
            en: "the letter's Markdown has \(count) bytes, more than \(most): this row's lists are too long"
        )
    }

    static func longLine(than most: Int) -> Wording {
        Wording(
            ru: "тема или строка предпросмотра длиннее \(most) байт",
            en: "the Subject or the Preheader has more than \(most) bytes"
        )
    }

    static func unknownName(_ name: String, at place: String) -> Wording {
        Wording(
            ru: "\(place): «\(name)»: для этого письма такого значения нет",
            en: "\(place): “\(name)” is not known for this letter"
        )
    }

    static func noPicture(_ name: String) -> Wording {
        Wording(
            ru: "картинки «\(name)» нет ни в layout/, ни в attachments/ (годятся png, jpg и gif)",
            en: "the picture “\(name)” is neither in layout/ nor in attachments/ (png, jpg and gif count)"
        )
    }

    static func attachments(_ count: Int, most: Int, notification: String) -> Wording {
        Wording(
            ru: "вложения «\(notification)» занимают \(count) байт, больше \(most) (limits.letterBytes)",
            en: "what “\(notification)” attaches has \(count) bytes, more than \(most) (limits.letterBytes)"
        )
    }
}
