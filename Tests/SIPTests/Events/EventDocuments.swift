/// Bodies of event packages as servers send them.
enum EventDocuments {
    static let presence = """
        <?xml version="1.0" encoding="UTF-8"?>
        <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
            xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="pres:bob@example.org">
          <tuple id="t1"><status><basic>open</basic></status><contact priority="0.8">sip:bob@192.0.2.9</contact></tuple>
          <dm:person id="p1"><rpid:activities><rpid:on-the-phone/></rpid:activities><dm:note>En ligne</dm:note></dm:person>
        </presence>
        """

    static let dialogFull = dialogs(
        version: 0, state: "full",
        """
        <dialog id="d1" call-id="c1@example.org" local-tag="lt" remote-tag="rt" direction="recipient">
          <state event="rejected" code="180">early</state><duration>3</duration>
          <local><identity>sip:bob@example.org</identity><target uri="sip:bob@192.0.2.9"/></local>
          <remote><identity display="Jeanne Martin">sip:0476000111@example.org</identity>
            <target uri="sip:0476000111@192.0.2.77:5080"><param pname="x" pval="y"/></target></remote>
        </dialog>
        """)

    static func dialogs(version: Int, state: String, _ inner: String) -> String {
        """
        <?xml version="1.0"?>
        <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="\(version)" state="\(state)" entity="sip:bob@example.org">
        \(inner)
        </dialog-info>
        """
    }

    static func dialog(_ id: String, _ state: String, direction: String = "recipient", renders: Bool = true) -> String {
        "<dialog id=\"\(id)\" call-id=\"c-\(id)\" local-tag=\"l-\(id)\" remote-tag=\"r-\(id)\" direction=\"\(direction)\">"
            + "<state>\(state)</state><local><target uri=\"sip:bob@192.0.2.9\">"
            + "<param pname=\"+sip.rendering\" pval=\"\(renders ? "yes" : "no")\"/></target></local>"
            + "<remote><identity display=\"Luc\">sip:luc@example.org</identity></remote></dialog>"
    }

    static let registration = """
        <?xml version="1.0"?>
        <reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="1" state="partial">
          <registration aor="sip:alice@example.org" id="a7" state="terminated">
            <contact id="76" state="terminated" event="probation" retry-after="90"><uri>sip:alice@192.0.2.10:5062</uri></contact>
            <contact id="77" state="active" event="registered" expires="300"><uri>sip:alice@192.0.2.11</uri></contact>
          </registration>
        </reginfo>
        """

    static let summary =
        "Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.org\r\nVoice-Message: 2/8 (0/2)\r\n"
}
