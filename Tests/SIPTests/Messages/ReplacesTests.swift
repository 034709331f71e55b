import Testing

@testable import SIP

/// RFC 3891 §6.1.
@Suite struct ReplacesTests {
    @Test(arguments: [
        (
            "98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff",
            Replaces(
                callID: "98732@sip.example.com", toTag: "ff87ff", fromTag: "r33th4x0r")
        ),
        (
            "12adf2f34456gs5;to-tag=12345;from-tag=54321;early-only",
            Replaces(
                callID: "12adf2f34456gs5", toTag: "12345", fromTag: "54321", isEarlyOnly: true)
        ),
        (
            " a{}<>:/\\\"?@[b] ; TO-TAG = 1 ; x ; from-tag=0",
            Replaces(
                callID: "a{}<>:/\\\"?@[b]", toTag: "1", fromTag: "0")
        ),
    ]) func textAndValue(text: String, value: Replaces) throws {
        #expect(try Replaces(parsing: text) == value)
        #expect(try Replaces(parsing: value.description) == value)
    }

    @Test(arguments: [
        "", "a", "a;to-tag=1", "a;from-tag=1", "a;to-tag=1;to-tag=1;from-tag=2", "a;to-tag=1;from-tag=2;from-tag=3",
        "a;to-tag;from-tag=2", "a;to-tag=1;from-tag=2 b", "a;to-tag=1;from-tag=2,b;to-tag=1;from-tag=2", ";to-tag=1",
        "a\u{1};to-tag=1;from-tag=2",
    ]) func faults(text: String) {
        #expect(throws: SIPError.self) { try Replaces(parsing: text) }
    }

    @Test func tagsAreSeenFromThePeer() {
        let ours = DialogID(callID: "c", localTag: "mine", remoteTag: "theirs")
        let value = Replaces(asPeerOf: ours)
        #expect(value.description == "c;to-tag=theirs;from-tag=mine")
        #expect(value.matches(DialogID(callID: "c", localTag: "theirs", remoteTag: "mine")))
        #expect(!value.matches(ours))
        #expect(!value.matches(DialogID(callID: "d", localTag: "theirs", remoteTag: "mine")))
        let old = DialogID(callID: "c", localTag: "theirs", remoteTag: "")
        #expect(Replaces(callID: "c", toTag: "theirs", fromTag: "0").matches(old))
        #expect(!value.matches(old))
    }

    @Test func oneInARequest() throws {
        let value = HeaderField.other("Replaces", "c;to-tag=1;from-tag=2")
        #expect(try ReferTests.refer([]).replaces() == nil)
        #expect(try ReferTests.refer([value]).replaces()?.callID == "c")
        #expect(throws: SIPError.contradiction(.replaces)) { try ReferTests.refer([value, value]).replaces() }
        #expect(throws: SIPError.self) { try ReferTests.refer([.other("Replaces", "c")]).replaces() }
    }
}
