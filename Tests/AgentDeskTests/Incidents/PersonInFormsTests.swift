import Testing

@testable import AgentDesk

/// Whom a form is about, when a person asks to be forgotten.
@Suite struct PersonInFormsTests {
    private static let person = DeskPerson(address: "sip:0476998877@b.example")

    private static func draft(call: String? = nil, about: String = "", phone: String = "") -> FormDraft {
        let form = IncidentForm(
            id: "f", title: "Voirie", connector: "c",
            fields: [FormField(key: "tel", label: "Téléphone", kind: .phone, prefill: .callerNumber)])
        return FormDraft(
            id: "id", of: form, about: CallFacts(call: call, about: about, words: [.callerNumber: phone]), at: 1_000)
    }

    @Test func aDraftNamesThePersonByTheCallOrByTheNumberInAnyWriting() {
        #expect(Self.person.isNamed(in: Self.draft(call: "r-1"), calls: ["r-1"]))
        #expect(Self.person.isNamed(in: Self.draft(phone: " +33 4 76 99 88 77 "), calls: []))
        #expect(Self.person.isNamed(in: Self.draft(about: "04 76 99 88 77"), calls: []))
        #expect(Self.person.isNamed(in: Self.draft(phone: "sip:0476998877@b.example"), calls: []))
        #expect(!Self.person.isNamed(in: Self.draft(call: "r-2", about: "Éva", phone: "0476001122"), calls: ["r-1"]))
        let short = DeskPerson(address: "15")
        #expect(!short.isNamed(in: Self.draft(phone: "15"), calls: []), "it may be a house's number")
    }

    @Test func aRecordNamesThePersonInItsFields() {
        var record = IncidentRecord(
            id: "k", form: "f", title: "Voirie", connector: "c", call: "r-2",
            fields: [.init(key: "a", label: "A", value: .phone("+33476998877"))], createdAt: 5)
        #expect(Self.person.isNamed(in: record, calls: []))
        record.fields = [.init(key: "a", label: "A", value: .flag(true))]
        #expect(!Self.person.isNamed(in: record, calls: ["r-1"]) && Self.person.isNamed(in: record, calls: ["r-2"]))
    }
}
