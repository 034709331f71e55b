import SIP

/// What an address book is asked (RFC 4918, RFC 6352), and where its answers have it.
enum CardRequests {
    /// The marks of the book, and what it holds.
    static let list = """
        <?xml version="1.0" encoding="utf-8"?>
        <propfind xmlns="DAV:" xmlns:cs="http://calendarserver.org/ns/">\
        <prop><resourcetype/><cs:getctag/><sync-token/></prop></propfind>
        """

    /// These cards, without their photos where the server can leave them out (RFC 6352 §10.4).
    static func cards(_ addresses: some Sequence<String>) -> String {
        let names = ["VERSION", "FN", "N", "TEL", "EMAIL", "ORG", "CATEGORIES", "KIND"]
        let properties = names.map { "<c:prop name=\"\($0)\"/>" }.joined()
        let hrefs = addresses.map { "<href>\(XMLText.escaped($0))</href>" }.joined()
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <c:addressbook-multiget xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">\
            <prop><c:address-data>\(properties)</c:address-data></prop>\(hrefs)</c:addressbook-multiget>
            """
    }

    /// The properties that the server has: those of a status of 200 (RFC 4918 §14.22).
    static func properties(of response: XMLElement) -> [XMLElement] {
        response.children("propstat").filter {
            $0.child("status")?.trimmedText.split(separator: " ").dropFirst().first == "200"
        }.compactMap { $0.child("prop") }
    }
}
