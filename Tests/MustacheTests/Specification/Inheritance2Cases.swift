@testable import Mustache

extension Case {
    /// What the specification says of inheritance.
    static let inheritance2: [Case] = [
        Case(
            "Inherit indentation",
            "{{<parent}}{{$nineties}}hammer time{{/nineties}}{{/parent}}",
            partials: ["parent": "stop:\n  {{$nineties}}collaborate and listen{{/nineties}}\n"],
            gives: "stop:\n  hammer time\n"
        ),
        Case(
            "Only one override",
            "{{<parent}}{{$stuff2}}override two{{/stuff2}}{{/parent}}",
            partials: [
                "parent": "{{$stuff}}new default one{{/stuff}}, {{$stuff2}}new default two{{/stuff2}}"
            ],
            gives: "new default one, override two"
        ),
        Case(
            "Parent template",
            "{{>parent}}|{{<parent}}{{/parent}}",
            partials: ["parent": "{{$foo}}default content{{/foo}}"],
            gives: "default content|default content"
        ),
        Case(
            "Recursion",
            "{{<parent}}{{$foo}}override{{/foo}}{{/parent}}",
            partials: [
                "parent": "{{$foo}}default content{{/foo}} {{$bar}}{{<parent2}}{{/parent2}}{{/bar}}",
                "parent2":
                    "{{$foo}}parent2 default content{{/foo}} {{<parent}}{{$bar}}don't recurse{{/bar}}{{/parent}}",
            ],
            gives: "override override override don't recurse"
        ),
        Case(
            "Multi-level inheritance",
            "{{<parent}}{{$a}}c{{/a}}{{/parent}}",
            partials: [
                "parent": "{{<older}}{{$a}}p{{/a}}{{/older}}",
                "older": "{{<grandParent}}{{$a}}o{{/a}}{{/grandParent}}", "grandParent": "{{$a}}g{{/a}}",
            ],
            gives: "c"
        ),
        Case(
            "Multi-level inheritance, no sub child",
            "{{<parent}}{{/parent}}",
            partials: [
                "parent": "{{<older}}{{$a}}p{{/a}}{{/older}}",
                "older": "{{<grandParent}}{{$a}}o{{/a}}{{/grandParent}}", "grandParent": "{{$a}}g{{/a}}",
            ],
            gives: "p"
        ),
        Case(
            "Text inside parent",
            "{{<parent}} asdfasd {{$foo}}hmm{{/foo}} asdfasdfasdf {{/parent}}",
            partials: ["parent": "{{$foo}}default content{{/foo}}"],
            gives: "hmm"
        ),
        Case(
            "Text inside parent: Allows text inside a parent tag, but ignores it",
            "{{<parent}} asdfasd asdfasdfasdf {{/parent}}",
            partials: ["parent": "{{$foo}}default content{{/foo}}"],
            gives: "default content"
        ),
        Case(
            "Block scope",
            "{{<parent}}{{$block}}I say {{fruit}}.{{/block}}{{/parent}}",
            data: ["fruit": "apples", "nested": ["fruit": "bananas"]],
            partials: ["parent": "{{#nested}}{{$block}}You say {{fruit}}.{{/block}}{{/nested}}"],
            gives: "I say bananas."
        ),
        Case(
            "Standalone parent",
            "Hi,\n  {{<parent}}{{/parent}}\n",
            partials: ["parent": "one\ntwo\n"],
            gives: "Hi,\n  one\n  two\n"
        ),
        Case(
            "Standalone block",
            "{{<parent}}{{$block}}\none\ntwo{{/block}}\n{{/parent}}\n",
            partials: ["parent": "Hi,\n  {{$block}}{{/block}}\n"],
            gives: "Hi,\n  one\n  two\n"
        ),
        Case(
            "Block reindentation",
            "{{<parent}}{{$block}}\n    one\n    two\n{{/block}}{{/parent}}\n",
            partials: ["parent": "Hi,\n  {{$block}}\n  {{/block}}\n"],
            gives: "Hi,\n  one\n  two\n"
        ),
        Case(
            "Intrinsic indentation",
            "{{<parent}}{{$block}}\none\ntwo\n{{/block}}{{/parent}}\n",
            partials: ["parent": "Hi,\n{{$block}}\n  default\n{{/block}}\n"],
            gives: "Hi,\n  one\n  two\n"
        ),
        Case(
            "Nested block reindentation",
            "{{<parent}}{{$nested}}\nthree\n{{/nested}}{{/parent}}\n",
            partials: [
                "parent":
                    "{{<grandparent}}{{$block}}\n  one\n  {{$nested}}\n    two\n  {{/nested}}\n{{/block}}{{/grandparent}}\n",
                "grandparent": "{{$block}}default{{/block}}",
            ],
            gives: "one\n  three\n"
        ),
    ]
}
