import Testing

@testable import SIP

@Suite struct EventDocumentTests {
    // MARK: RFC 3842

    @Test func aSummaryIsRead() throws {
        let summary = try #require(MessageSummary(Array(EventDocuments.summary.utf8)))
        #expect(summary.isWaiting && summary.newMessages == 2 && summary.oldMessages == 8)
        #expect(summary.account == "sip:alice@vmail.example.org")
        let short = try #require(MessageSummary(Array("messages-waiting:NO".utf8)))
        #expect(!short.isWaiting && short.newMessages == nil && short.account == nil)
    }

    @Test(arguments: ["", "Voice-Message: 1/0\r\n", "Messages-Waiting: maybe\r\n", "Messages-Waiting yes", ":::\n\n:"])
    func aSummaryWithoutItsLineIsNone(text: String) {
        #expect(MessageSummary(Array(text.utf8)) == nil)
    }

    /// CVE-2026-57191: the body is hostile.
    @Test func aHostileSummaryIsBounded() throws {
        let nines = String(repeating: "9", count: 40)
        var text = "Messages-Waiting: yes\nMessage-Account: " + String(repeating: "a", count: 50_000)
        text += "\nVoice-Message: \(nines)/99999999999999999999 (-1/x)\n"
        let summary = try #require(MessageSummary(Array(text.utf8)))
        #expect(summary.newMessages == EventLimits.messages && summary.oldMessages == EventLimits.messages)
        #expect((summary.account?.utf8.count ?? 0) <= EventLimits.identifierOctets)
        for counts in ["-1/2", "1/2/3", "a/b", "1", "/", "0x1/2", ""] {
            let other = try #require(MessageSummary(Array("Messages-Waiting: no\nVoice-Message: \(counts)\n".utf8)))
            #expect(other.newMessages == nil && other.oldMessages == nil)
        }
        let late = String(repeating: "X: y\n", count: EventLimits.summaryLines) + "Messages-Waiting: yes\n"
        #expect(MessageSummary(Array(late.utf8)) == nil)
    }

    // MARK: RFC 3863, RFC 4480

    @Test func presenceIsRead() throws {
        let document = try PresenceDocument(Array(EventDocuments.presence.utf8))
        #expect(document.isOpen == true && document.activities == ["on-the-phone"] && document.note == "En ligne")
        let closed =
            "<presence><tuple id='1'><status><basic>closed</basic></status></tuple><note>Absent</note></presence>"
        #expect(try PresenceDocument(Array(closed.utf8)) == PresenceDocument(isOpen: false, note: "Absent"))
        #expect(try PresenceDocument(Array("<presence/>".utf8)) == PresenceDocument(isOpen: nil))
        #expect(throws: XMLError.self) { try PresenceDocument(Array("<html/>".utf8)) }
    }

    @Test func presenceIsWrittenEscaped() throws {
        let document = PresenceDocument(isOpen: true, activities: ["busy"], note: "<a> & \"b\"")
        let octets = document.octets(entity: "sip:a&b<'>@example.org", identifier: "t\"1")
        #expect(try PresenceDocument(octets) == document)
        let root = try XMLReader.document(octets)
        #expect(root.attribute("entity") == "sip:a&b<'>@example.org" && root.child("tuple")?.attribute("id") == "t\"1")
        let forged = PresenceDocument(isOpen: false, activities: ["x/><y"]).octets(entity: "sip:a@b", identifier: "t")
        #expect(try PresenceDocument(forged).activities == ["xy"])
    }

    // MARK: RFC 3680

    @Test func registrationIsRead() throws {
        let document = try RegistrationInformation(Array(EventDocuments.registration.utf8))
        #expect(!document.isFull && document.contacts.count == 2)
        #expect(
            document.contacts.first
                == .init(uri: "sip:alice@192.0.2.10:5062", isActive: false, event: "probation", retryAfter: 90))
        #expect(throws: XMLError.self) { try RegistrationInformation(Array("<presence/>".utf8)) }
    }

    // MARK: RFC 4235

    static func document(_ version: Int, _ state: String, _ dialogs: String...) throws -> DialogInformation {
        try DialogInformation(Array(EventDocuments.dialogs(version: version, state: state, dialogs.joined()).utf8))
    }

    @Test func dialogsAreRead() throws {
        let document = try DialogInformation(Array(EventDocuments.dialogFull.utf8))
        #expect(document.isFull && document.version == 0 && document.entity == "sip:bob@example.org")
        let entry = try #require(document.entries.first)
        #expect(
            entry.id == "d1" && entry.callID == "c1@example.org" && entry.localTag == "lt" && entry.remoteTag == "rt")
        #expect(entry.state == .early && entry.direction == .recipient && entry.rendersMedia)
        #expect(entry.remoteName == "Jeanne Martin" && entry.remoteAddress == "sip:0476000111@example.org")
        #expect(entry.remoteTarget == "sip:0476000111@192.0.2.77:5080")
        for root in ["<x/>", "<dialog-info/>", "<dialog-info version='1' state='maybe'/>"] {
            #expect(throws: XMLError.self) { try DialogInformation(Array(root.utf8)) }
        }
        let strange = try Self.document(
            1, "full", "<dialog><state>early</state></dialog><dialog id='x'><state>odd</state></dialog>")
        #expect(strange.entries.isEmpty)
        #expect(
            try !Self.document(1, "full", EventDocuments.dialog("a", "confirmed", renders: false)).entries[0]
                .rendersMedia)
    }

    /// RFC 4235 §4.3.
    @Test func partialDocumentsChangeTheTableAndFullOnesReplaceIt() throws {
        var table = DialogInformationTable()
        #expect(!table.isKnown)
        #expect(table.apply(try Self.document(5, "full", EventDocuments.dialog("a", "early"))) == .processed)
        #expect(table.apply(try Self.document(6, "partial", EventDocuments.dialog("b", "trying"))) == .processed)
        #expect(table.entries.map(\.id) == ["a", "b"])
        #expect(table.apply(try Self.document(7, "partial", EventDocuments.dialog("a", "terminated"))) == .processed)
        #expect(table.entries.map(\.id) == ["b"])
        #expect(table.apply(try Self.document(6, "full", EventDocuments.dialog("z", "early"))) == .stale)
        #expect(table.entries.map(\.id) == ["b"])
        // A lost document: what the partial one says is taken, and the rest is asked for.
        #expect(table.apply(try Self.document(9, "partial", EventDocuments.dialog("c", "early"))) == .incomplete)
        #expect(table.entries.map(\.id) == ["b", "c"])
        #expect(table.apply(try Self.document(12, "full")) == .processed)
        #expect(table.entries.isEmpty && table.isKnown)
        table.restart()
        #expect(table.apply(try Self.document(0, "partial", EventDocuments.dialog("d", "early"))) == .incomplete)
    }

    @Test func theTableIsBounded() throws {
        var table = DialogInformationTable()
        for version in 0..<4 {
            let dialogs = (0..<40).map { EventDocuments.dialog("\(version)-\($0)", "early") }.joined()
            _ = table.apply(try Self.document(version, "partial", dialogs))
        }
        #expect(table.entries.count == EventLimits.dialogs)
        let long = String(repeating: "x", count: EventLimits.identifierOctets + 1)
        #expect(try Self.document(1, "full", EventDocuments.dialog(long, "early")).entries.isEmpty)
    }

    @Test func subscriptionStateIsRead() {
        let said = SubscriptionState("Terminated ; reason=\"Probation\";retry-after=7; expires=x")
        #expect(said.phase == .terminated && said.reason == "probation" && said.retryAfter == 7 && said.expires == nil)
        #expect(SubscriptionState("active;expires=60").expires == 60 && SubscriptionState(nil).phase == .active)
        #expect(SubscriptionState("waiting").phase == .pending && SubscriptionState("").phase == .pending)
    }
}
