import AgentDesk
import CCurl
import Glibc

/// Sends requests and waits for their answers, by libcurl: call it where waiting harms nobody. Redirections are answers as any other, so
/// that no secret goes to a host that was not named. Nothing of it is logged.
public struct HTTPClient: Sendable {
    public var access: HTTPAccess

    public init(_ access: HTTPAccess = HTTPAccess()) {
        self.access = access
        _ = Self.isReady
    }

    /// Once for the program, before any handle is made.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// - Throws: where there is no whole answer; whether the server may have seen the request is told apart.
    public func answer(to request: HTTPRequest) throws(HTTPProblem) -> HTTPResponse {
        try check(request)
        guard let handle = curl_easy_init() else { throw .unsent("no memory") }
        defer { curl_easy_cleanup(handle) }
        let reception = Reception(most: access.most)
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        // Answers "100 Continue" cost a second where a server gives none.
        for field in request.fields + [HTTPRequest.Field("Expect", "")] {
            let line = field.value.isEmpty ? "\(field.name):" : "\(field.name): \(field.value)"
            guard let longer = curl_slist_append(list, line) else { throw .unsent("no memory") }
            list = longer
        }
        set(request, on: handle, fields: list)
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let code = words.withUnsafeMutableBufferPointer { words in
            ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, words.baseAddress)
            return withExtendedLifetime(reception) {
                let context = Unmanaged.passUnretained(reception).toOpaque()
                ccurl_set_receiver(handle, CURLOPT_WRITEFUNCTION, receiveBody)
                ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
                ccurl_set_receiver(handle, CURLOPT_HEADERFUNCTION, receiveField)
                ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
                return curl_easy_perform(handle)
            }
        }
        guard code == CURLE_OK else { throw problem(code, words, handle, reception) }
        return HTTPResponse(
            status: ccurl_number(handle, CURLINFO_RESPONSE_CODE), fields: reception.fields, body: reception.body)
    }

    /// No field may begin a line of its own (RFC 9110 §5.5).
    private func check(_ request: HTTPRequest) throws(HTTPProblem) {
        func isLine(_ text: String) -> Bool { !text.utf8.contains { $0 < 0x20 || $0 == 0x7f } }
        guard isLine(request.url), request.url.utf8.count <= Limits.urlOctets else { throw .unsendable("the address") }
        guard request.method.utf8.allSatisfy({ (0x41...0x5a).contains($0) }), !request.method.isEmpty else {
            throw .unsendable("the method")
        }
        for field in request.fields where !isLine(field.name) || !isLine(field.value) || field.name.isEmpty {
            throw .unsendable("a header field")
        }
    }

    private func set(
        _ request: HTTPRequest, on handle: UnsafeMutableRawPointer, fields: UnsafeMutablePointer<curl_slist>?
    ) {
        ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_text(handle, CURLOPT_ACCEPT_ENCODING, nil)
        ccurl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
        ccurl_set_number(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        ccurl_set_number(handle, CURLOPT_CONNECTTIMEOUT, access.connectSeconds)
        ccurl_set_number(handle, CURLOPT_TIMEOUT, access.seconds)
        if let authorities = access.authorities {
            ccurl_set_text(handle, CURLOPT_CAINFO, authorities)
            ccurl_set_text(handle, CURLOPT_CAPATH, nil)
        }
        if let certificate = access.certificate { ccurl_set_text(handle, CURLOPT_SSLCERT, certificate) }
        if let key = access.key { ccurl_set_text(handle, CURLOPT_SSLKEY, key) }
        if let proxy = access.proxy { ccurl_set_text(handle, CURLOPT_PROXY, proxy) }
        // What a connector escaped in a path stays there, dots too (RFC 3986 §5.2.4 would take them away).
        ccurl_set_number(handle, CURLOPT_PATH_AS_IS, 1)
        ccurl_set_text(handle, CURLOPT_URL, request.url)
        if let body = request.body {
            ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            // Copied: the handle may outlive the array's storage.
            _ = body.withUnsafeBytes {
                ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, .init(mutating: $0.baseAddress))
            }
        }
        ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method)
        if request.method == "HEAD" { ccurl_set_number(handle, CURLOPT_NOBODY, 1) }
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, fields)
    }

    private func problem(
        _ code: CURLcode, _ words: [CChar], _ handle: UnsafeMutableRawPointer, _ reception: Reception
    ) -> HTTPProblem {
        if reception.isFull { return .tooLarge }
        let own = words.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        let text = own.isEmpty ? String(cString: curl_easy_strerror(code)) : own
        // Octets of the request that left this computer: an answer in another protocol comes after them.
        if ccurl_number(handle, CURLINFO_REQUEST_SIZE) > 0 { return .unanswered(text) }
        let isUnsendable = code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL
        return isUnsendable ? .unsendable(text) : .unsent(text)
    }
}

/// What has come of an answer.
private final class Reception {
    var fields: [HTTPRequest.Field] = []
    var body: [UInt8] = []
    /// More came than there is room for.
    var isFull = false
    private let most: Int
    private var fieldOctets = 0

    init(most: Int) { self.most = most }

    func take(body octets: UnsafeRawBufferPointer) -> Bool {
        guard octets.count <= most - body.count else {
            isFull = true
            return false
        }
        body.append(contentsOf: octets)
        return true
    }

    func take(line octets: UnsafeRawBufferPointer) -> Bool {
        guard octets.count <= Limits.fieldOctets - fieldOctets else {
            isFull = true
            return false
        }
        fieldOctets += octets.count
        let line = String(decoding: octets, as: UTF8.self)
        // Each answer begins anew: a proxy's, an interim one, then the last.
        if line.hasPrefix("HTTP/") {
            fields = []
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...]
            fields.append(HTTPRequest.Field(String(line[..<colon]), trimmed(value)))
        }
        return true
    }

    private func trimmed(_ text: Substring) -> String {
        func isBlank(_ character: Character) -> Bool { character.isWhitespace }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}

// Called by libcurl on the thread of `curl_easy_perform`; less than it gave ends the transfer.
private let receiveBody: ccurl_receiver = { octets, size, count, context in
    guard let octets, let context else { return 0 }
    let reception = Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
    return reception.take(body: UnsafeRawBufferPointer(start: octets, count: size * count)) ? size * count : 0
}

private let receiveField: ccurl_receiver = { octets, size, count, context in
    guard let octets, let context else { return 0 }
    let reception = Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
    return reception.take(line: UnsafeRawBufferPointer(start: octets, count: size * count)) ? size * count : 0
}
