internal import Wording

/// The sentences about templates that cannot be parsed or rendered.
enum TemplateWords {
    static let namesNothing = Wording(ru: "в этом теге нет имени", en: "this tag names nothing")
    static let delimiters = Wording(
        ru: "новые ограничители — два знака через пробел, как в {{=<% %>=}}",
        en: "new delimiters are two marks with a blank between, as in {{=<% %>=}}"
    )

    static func notClosed(with mark: String) -> Wording {
        Wording(ru: "этот тег не закрыт: нет «\(mark)»", en: "this tag is not closed with “\(mark)”")
    }

    static func emptyPart(_ name: String) -> Wording {
        Wording(
            ru: "в «\(name)» между точками пусто",
            en: "“\(name)” has an empty part between its dots"
        )
    }

    static func closesNothing(_ tag: String) -> Wording {
        Wording(ru: "\(tag) ничего не закрывает", en: "\(tag) closes nothing")
    }

    static func closedByAnother(_ opener: String, line: Int, column: Int, _ closer: String) -> Wording {
        Wording(
            ru: "\(opener), открытый в \(line):\(column), закрыт тегом \(closer)",
            en: "\(opener) opened at \(line):\(column) is closed by \(closer)"
        )
    }

    static func neverClosed(_ tag: String) -> Wording {
        Wording(ru: "\(tag) нигде не закрыт", en: "\(tag) is never closed")
    }

    static func tooDeep(_ most: Int) -> Wording {
        Wording(ru: "разделы вложены глубже \(most)", en: "sections are nested more than \(most) deep")
    }

    // MARK: rendering

    static func lacks(_ name: String) -> Wording {
        Wording(ru: "в данных нет «\(name)»", en: "the data hold no “\(name)”")
    }

    static func noTemplate(_ name: String) -> Wording {
        Wording(
            ru: "нет шаблона «\(name)», который нужно включить",
            en: "there is no template “\(name)” to include"
        )
    }

    static func notOneValue(_ name: String) -> Wording {
        Wording(ru: "«\(name)» — не одно значение", en: "“\(name)” is not one value")
    }

    static func excess(_ excess: Bounds.Excess) -> Wording {
        switch excess {
        case .bytes(let most):
            Wording(
                ru: "результат вышел бы длиннее \(most) байт",
                en: "the result would have more than \(most) bytes"
            )
        case .steps(let most):
            Wording(
                ru: "понадобилось бы больше \(most) шагов",
                en: "more than \(most) steps would have to be taken"
            )
        case .depth(let most):
            Wording(
                ru: "разделы и шаблоны вложены глубже \(most)",
                en: "sections and templates are nested more than \(most) deep"
            )
        }
    }
}

/// The sentences about texts that are not JSON.
enum JSONWords {
    static let trailing = Wording(
        ru: "после конца значения стоит что-то ещё",
        en: "something follows the end of the value"
    )
    static let ended = Wording(
        ru: "текст кончился там, где нужно значение",
        en: "the text ends where a value was expected"
    )
    static let value = Wording(ru: "здесь нужно значение", en: "a value was expected")
    static let name = Wording(
        ru: "здесь нужно имя в двойных кавычках",
        en: "a name in double quotes was expected"
    )
    static let commaOrBrace = Wording(ru: "здесь нужно «,» или «}»", en: "“,” or “}” was expected")
    static let commaOrBracket = Wording(ru: "здесь нужно «,» или «]»", en: "“,” or “]” was expected")
    static let tooDeep = Wording(
        ru: "списки и объекты вложены слишком глубоко",
        en: "lists and objects are nested too deeply"
    )
    static let largeNumber = Wording(ru: "число слишком велико", en: "the number is too large")
    static let digit = Wording(ru: "здесь нужна цифра", en: "a digit was expected")
    static let notUTF8 = Wording(ru: "текст не в UTF-8", en: "the text is not UTF-8")
    static let openText = Wording(
        ru: "текст не закрыт двойной кавычкой",
        en: "the text is not closed with a double quote"
    )
    static let control = Wording(
        ru: "управляющие символы в тексте пишутся через «\\»",
        en: "control characters in a text must be written as escapes"
    )
    static let escape = Wording(
        ru: "после «\\» нужен один из знаков \", \\, /, b, f, n, r, t, u",
        en: "after “\\” one of \" \\ / b f n r t u was expected"
    )
    static let hexadecimal = Wording(
        ru: "нужны четыре шестнадцатеричные цифры",
        en: "four hexadecimal digits were expected"
    )

    static func colon(after name: String) -> Wording {
        Wording(ru: "после имени «\(name)» нужно «:»", en: "“:” was expected after the name “\(name)”")
    }
}
