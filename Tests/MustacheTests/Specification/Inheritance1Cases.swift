@testable import Mustache

extension Case {
    /// What the specification says of inheritance.
    static let inheritance1: [Case] = [
        Case("Default", "{{$title}}Default title{{/title}}\n", gives: "Default title\n"),
        Case(
            "Variable",
            "{{$foo}}default {{bar}} content{{/foo}}\n",
            data: ["bar": "baz"],
            gives: "default baz content\n"
        ),
        Case(
            "Triple Mustache",
            "{{$foo}}default {{{bar}}} content{{/foo}}\n",
            data: ["bar": "<baz>"],
            gives: "default <baz> content\n"
        ),
        Case(
            "Sections",
            "{{$foo}}default {{#bar}}{{baz}}{{/bar}} content{{/foo}}\n",
            data: ["bar": ["baz": "qux"]],
            gives: "default qux content\n"
        ),
        Case(
            "Negative Sections",
            "{{$foo}}default {{^bar}}{{baz}}{{/bar}} content{{/foo}}\n",
            data: ["baz": "three"],
            gives: "default three content\n"
        ),
        Case(
            "Mustache Injection",
            "{{$foo}}default {{#bar}}{{baz}}{{/bar}} content{{/foo}}\n",
            data: ["bar": ["baz": "{{qux}}"]],
            gives: "default {{qux}} content\n"
        ),
        Case(
            "Inherit",
            "{{<include}}{{/include}}\n",
            partials: ["include": "{{$foo}}default content{{/foo}}"],
            gives: "default content"
        ),
        Case(
            "Overridden content",
            "{{<super}}{{$title}}sub template title{{/title}}{{/super}}",
            partials: ["super": "...{{$title}}Default title{{/title}}..."],
            gives: "...sub template title..."
        ),
        Case(
            "Data does not override block",
            "{{<include}}{{$var}}var in template{{/var}}{{/include}}",
            data: ["var": "var in data"],
            partials: ["include": "{{$var}}var in include{{/var}}"],
            gives: "var in template"
        ),
        Case(
            "Data does not override block default",
            "{{<include}}{{/include}}",
            data: ["var": "var in data"],
            partials: ["include": "{{$var}}var in include{{/var}}"],
            gives: "var in include"
        ),
        Case(
            "Overridden parent",
            "test {{<parent}}{{$stuff}}override{{/stuff}}{{/parent}}",
            partials: ["parent": "{{$stuff}}...{{/stuff}}"],
            gives: "test override"
        ),
        Case(
            "Two overridden parents",
            "test {{<parent}}{{$stuff}}override1{{/stuff}}{{/parent}} {{<parent}}{{$stuff}}override2{{/stuff}}{{/parent}}\n",
            partials: ["parent": "|{{$stuff}}...{{/stuff}}{{$default}} default{{/default}}|"],
            gives: "test |override1 default| |override2 default|\n"
        ),
        Case(
            "Override parent with newlines",
            "{{<parent}}{{$ballmer}}\npeaked\n\n:(\n{{/ballmer}}{{/parent}}",
            partials: ["parent": "{{$ballmer}}peaking{{/ballmer}}"],
            gives: "peaked\n\n:(\n"
        ),
    ]
}
