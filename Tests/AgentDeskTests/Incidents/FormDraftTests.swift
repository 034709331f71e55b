import JSONText
import Testing

@testable import AgentDesk

/// A form that is filled, kept and made a record.
@Suite struct FormDraftTests {
    static let form = IncidentForm(
        id: "f", title: "Voirie", connector: "c",
        fields: [
            FormField(key: "objet", label: "Objet", isRequired: true),
            FormField(key: "nom", label: "Nom", prefill: .callerName),
            FormField(key: "duree", label: "Durée", standard: "?", prefill: .duration),
            FormField(key: "photo", label: "Photo", kind: .file),
        ])

    private static func draft() -> FormDraft {
        FormDraft(
            id: "id", of: form, about: CallFacts(call: "run-1", about: "Éva", words: [.callerName: "Éva"]), at: 1_000)
    }

    @Test func theCallGivesWhatNobodyWroteOver() {
        var draft = Self.draft()
        #expect(
            draft[Self.form.fields[1]] == "Éva" && draft[Self.form.fields[2]] == "?" && !draft.isTouched(of: Self.form))
        draft.take(CallFacts(words: [.callerName: "Éva Dupont", .duration: "3 minutes"]), Self.form)
        #expect(draft[Self.form.fields[1]] == "Éva Dupont" && draft[Self.form.fields[2]] == "3 minutes")
        draft[Self.form.fields[1]] = ""
        draft.take(CallFacts(words: [.callerName: "X", .duration: "4 minutes"]), Self.form)
        #expect(draft[Self.form.fields[1]] == "", "it was erased by hand")
        #expect(draft[Self.form.fields[2]] == "4 minutes" && draft.isTouched(of: Self.form))
    }

    @Test func aRecordHasTheFieldsThatHoldSomethingInTheirOrder() {
        var draft = Self.draft()
        #expect(draft.record(of: Self.form, files: [:], today: 0, at: 5) == nil, "what is required is absent")
        #expect(draft.faults(in: Self.form, today: 0).map(\.index) == [0])
        draft[Self.form.fields[0]] = " arbre « couché » "
        draft[Self.form.fields[3]] = "/home/a/b.png"
        #expect(draft.paths(in: Self.form) == ["photo": "/home/a/b.png"])
        #expect(draft.record(of: Self.form, files: [:], today: 0, at: 5) == nil, "its file was not read")
        let record = draft.record(of: Self.form, files: ["photo": [7]], today: 0, at: 5)
        #expect(record?.id == "id" && record?.call == "run-1" && record?.createdAt == 5)
        #expect(record?.fields.map(\.key) == ["objet", "nom", "duree", "photo"])
        #expect(record?.fields.first?.value == .text("arbre « couché »"))
        #expect(record?.fields.last?.value == .file(name: "b.png", octets: [7]))
    }

    @Test func aDraftComesBackFromTheDiskAsItWas() throws {
        var draft = Self.draft()
        draft[Self.form.fields[0]] = "ligne\u{2028} \"é\" 🌳"
        draft.line = 3
        let text = draft.json.description
        let back = FormDraft(try JSONParser.parse(Array(text.utf8)))
        #expect(back == draft)
    }

    @Test(arguments: [
        "{}", "[]", #"{"id":"a","form":"f","at":-1,"answers":{},"given":{}}"#,
        #"{"id":"a","form":"f","at":1,"answers":{"k":1},"given":{}}"#, #"{"id":"a","form":"f","at":1,"answers":[]}"#,
    ]) func whatIsNoDraftIsNone(text: String) throws {
        #expect(FormDraft(try JSONParser.parse(Array(text.utf8))) == nil)
    }

    @Test func everyRecordHasAnIDOfItsOwn() {
        let made = (0..<1_000).map { RecordID.of(run: "run", number: $0) }
        #expect(Set(made).count == 1_000 && RecordID.of(run: "run", number: 1) == made[1])
        #expect(RecordID.of(run: "other", number: 1) != made[1])
        let id = made[0]
        #expect(id.count == 36 && id.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(id.dropFirst(14).first == "8" && "89ab".contains(id.dropFirst(19).first ?? " "))
    }
}
