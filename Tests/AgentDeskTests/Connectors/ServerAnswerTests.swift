import JSONText
import Testing

@testable import AgentDesk

/// What is kept of a server's answer is short, whatever the server sends.
@Suite struct ServerAnswerTests {
    private let endless = "a" + String(repeating: "\u{301}", count: 20_000)

    @Test func aReasonIsShort() {
        let most = AgentDesk.Limits.reasonCharacters * AgentDesk.Limits.scalarsOfCharacter
        let response = HTTPResponse(status: 422, body: Array("{\"error\":\"\(endless)\"}".utf8))
        let outcomes = [
            DeliveryOutcome.of(response, creates: true), DeliveryOutcome.of(.unsendable(endless), creates: true),
        ]
        for outcome in outcomes {
            guard case .refused(let words) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            // The status is behind it.
            #expect(words.unicodeScalars.count <= most + " (HTTP 422)".count)
        }
    }

    @Test func aNumberThatIsTooLongIsNone() {
        let most = AgentDesk.Limits.numberScalars
        #expect(JSON.text(String(repeating: "7", count: most)).recordNumber?.count == most)
        #expect(JSON.text(String(repeating: "7", count: most + 1)).recordNumber == nil, "a part of it is another's")
        #expect(JSON.text(endless).recordNumber == nil && JSON.text("\n").recordNumber == nil)
        #expect(JSON.text("12-7").recordNumber == "12-7" && JSON.integer(7).recordNumber == "7")
    }

    @Test func aFormIsShort() throws {
        let text = """
            {"name": "\(endless)", "fields": [
            {"type": "item", "label": "\(endless)", "varname": "a", "hint": "\(endless)", "items": ["Oui", "\(endless)"]},
            {"type": "item", "label": "B", "varname": "b", "structured_items":
            [{"id": "1", "text": "\(endless)"}, {"id": "\(endless)", "text": "Non"}]},
            {"type": "string", "label": "C", "varname": "\(endless)", "required": true}]}
            """
        let schema = try #require(PublikSchema(Array(text.utf8), form: "arbre", connector: "srm"))
        #expect(schema.form.fields.map(\.key) == ["a", "b"] && schema.missing == ["C"])
        var texts = [schema.form.title]
        for field in schema.form.fields {
            guard case .choice(let choices) = field.kind else {
                Issue.record("\(field.key)")
                continue
            }
            #expect(choices.count == 1, "a part of a choice is none of the server's")
            texts += choices.flatMap { [$0.value, $0.label] } + [field.label, field.hint ?? ""]
        }
        for text in texts {
            #expect(
                text.unicodeScalars.count <= AgentDesk.Limits.reasonCharacters * AgentDesk.Limits.scalarsOfCharacter)
        }
        let forms = "{\"data\": [{\"slug\": \"arbre\"}, {\"slug\": \"\(endless)\"}]}"
        #expect(PublikForms.slugs(Array(forms.utf8)) == ["arbre"])
    }
}
