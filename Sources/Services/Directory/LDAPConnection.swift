import AgentDesk
import CLDAP
import COpenSSL
import Glibc

/// A connection with an LDAP server (RFC 4511), by libldap: for one thread that may wait. It is closed with its value.
final class LDAPConnection {
    private let handle: OpaquePointer
    private let callbacks: UnsafeMutablePointer<cldap_callbacks>
    private let watch: SocketWatch
    /// Encrypted by `ldaps:`, before the first octet of LDAP.
    private let isFromTheStart: Bool
    private var isBound = false
    /// Everything must be done by then.
    private let deadline: ContinuousClock.Instant

    /// - Parameters:
    ///   - url: `ldap://host:port` or `ldaps://…`.
    ///   - authorities: a file of trusted certificates; nil: the system's.
    init(
        _ url: String, usesStartTLS: Bool, authorities: String?, within time: Duration
    ) throws(DirectoryProblem) {
        deadline = .now + time
        isFromTheStart = url.lowercased().hasPrefix("ldaps:")
        var made: OpaquePointer?
        guard ldap_initialize(&made, url) == LDAP_SUCCESS, let made else { throw .unreachable("url") }
        handle = made
        callbacks = .allocate(capacity: 1)
        callbacks.initialize(to: cldap_callbacks())
        watch = SocketWatch(until: min(deadline, .now + .seconds(Limits.connectSeconds)))
        cldap_hear_of_sockets(handle, callbacks, watchSocket, Unmanaged.passUnretained(watch).toOpaque())
        cldap_set_number(handle, LDAP_OPT_PROTOCOL_VERSION, LDAP_VERSION3)
        cldap_follow_no_referrals(handle)
        limitWaiting()
        let isEncrypted = usesStartTLS || isFromTheStart
        guard isEncrypted else { return }
        if let authorities {
            guard access(authorities, R_OK) == 0 else { throw .untrusted(authorities) }
            cldap_set_text(handle, LDAP_OPT_X_TLS_CACERTFILE, authorities)
        }
        cldap_set_number(handle, LDAP_OPT_X_TLS_REQUIRE_CERT, LDAP_OPT_X_TLS_DEMAND)
        // What was set holds in a context that is made now.
        guard cldap_set_number(handle, LDAP_OPT_X_TLS_NEWCTX, 0) == LDAP_SUCCESS else { throw .untrusted("TLS") }
        if usesStartTLS {
            let code = ldap_start_tls_s(handle, nil, nil)
            guard code == LDAP_SUCCESS else { throw problem(code, isOfTLS: true) }
        }
    }

    deinit {
        ldap_unbind_ext_s(handle, nil, nil)
        callbacks.deallocate()
        watch.end()
    }

    private var millisecondsLeft: Int {
        let left = (deadline - .now).components
        return max(0, Int(left.seconds) * 1_000 + Int(left.attoseconds / 1_000_000_000_000_000))
    }

    private func limitWaiting() {
        let milliseconds = Int32(clamping: max(1, millisecondsLeft))
        cldap_set_milliseconds(handle, LDAP_OPT_NETWORK_TIMEOUT, milliseconds)
        cldap_set_milliseconds(handle, LDAP_OPT_TIMEOUT, milliseconds)
    }

    /// Simple authentication (RFC 4513 §5.1); without a name, anonymous.
    func bind(as user: String, _ password: String?) throws(DirectoryProblem) {
        // RFC 4513 §5.1.2: a name without a password would pass for nobody's.
        guard user.isEmpty == (password == nil) else { throw .credentialsRefused }
        limitWaiting()
        var code: Int32 = LDAP_SUCCESS
        var text = Array((password ?? "").utf8CString)
        text.withUnsafeMutableBufferPointer { octets in
            var credentials = berval(bv_len: ber_len_t(octets.count - 1), bv_val: octets.baseAddress)
            code = ldap_sasl_bind_s(handle, user, nil, &credentials, nil, nil, nil)
            octets.update(repeating: 0)
        }
        guard code == LDAP_SUCCESS else { throw problem(code, isOfTLS: false) }
        isBound = true
        watch.wait(until: deadline)
    }

    /// The entries below a base, by pages (RFC 2696) where more than one page is wanted.
    /// - Parameters:
    ///   - attributes: the ones that are asked for.
    ///   - most: no more entries are read.
    /// - Returns: of each entry its attributes with their values, names in small letters.
    func search(
        _ base: String, _ filter: String, _ attributes: [String], most: Int
    ) throws(DirectoryProblem) -> [[String: [String]]] {
        var entries: [[String: [String]]] = []
        var cookie: [UInt8] = []
        repeat {
            guard millisecondsLeft > 0 else { throw .unreachable("timeout") }
            let page = try page(base, filter, attributes, cookie, size: min(Limits.directoryPage, most))
            entries += page.entries.prefix(most - entries.count)
            cookie = page.cookie
        } while !cookie.isEmpty && entries.count < most
        return entries
    }

    private func page(
        _ base: String, _ filter: String, _ attributes: [String], _ cookie: [UInt8], size: Int
    ) throws(DirectoryProblem) -> (entries: [[String: [String]]], cookie: [UInt8]) {
        var control: UnsafeMutablePointer<LDAPControl>?
        var octets = cookie.map { CChar(bitPattern: $0) }
        let made = octets.withUnsafeMutableBufferPointer { octets in
            var cookie = berval(bv_len: ber_len_t(octets.count), bv_val: octets.baseAddress)
            return ldap_create_page_control(handle, ber_int_t(clamping: size), &cookie, 0, &control)
        }
        guard made == LDAP_SUCCESS, let control else { throw .refused("paging") }
        defer { ldap_control_free(control) }
        var controls: [UnsafeMutablePointer<LDAPControl>?] = [control, nil]
        var names: [UnsafeMutablePointer<CChar>?] = attributes.map { strdup($0) } + [nil]
        defer { for name in names { free(name) } }
        limitWaiting()
        let milliseconds = millisecondsLeft
        var time = timeval(tv_sec: milliseconds / 1_000, tv_usec: milliseconds % 1_000 * 1_000)
        var answer: OpaquePointer?
        let code = ldap_search_ext_s(
            handle, base, cldap_whole_subtree, filter, &names, 0, &controls, nil, &time, 0, &answer)
        defer { if let answer { ldap_msgfree(answer) } }
        // A server may give no more than so many: those are taken.
        guard code == LDAP_SUCCESS || code == LDAP_SIZELIMIT_EXCEEDED, let answer else {
            throw problem(code, isOfTLS: false)
        }
        return (self.entries(answer), code == LDAP_SUCCESS ? nextCookie(answer) : [])
    }

    private func entries(_ answer: OpaquePointer) -> [[String: [String]]] {
        var entries: [[String: [String]]] = []
        var entry = ldap_first_entry(handle, answer)
        while let current = entry {
            var values: [String: [String]] = [:]
            var place: OpaquePointer?
            var name = ldap_first_attribute(handle, current, &place)
            while let attribute = name {
                values[String(cString: attribute).lowercased()] = texts(current, attribute)
                ldap_memfree(attribute)
                name = ldap_next_attribute(handle, current, place)
            }
            if let place { ber_free(place, 0) }
            entries.append(values)
            entry = ldap_next_entry(handle, current)
        }
        return entries
    }

    private func texts(_ entry: OpaquePointer, _ attribute: UnsafeMutablePointer<CChar>) -> [String] {
        guard let values = ldap_get_values_len(handle, entry, attribute) else { return [] }
        defer { ldap_value_free_len(values) }
        let count = min(Int(ldap_count_values_len(values)), PeopleLimits.ofOnePerson)
        return UnsafeBufferPointer(start: values, count: count).compactMap { value in
            guard let value = value?.pointee, let octets = value.bv_val, value.bv_len <= Limits.directoryValueOctets
            else {
                return nil
            }
            return String(decoding: UnsafeRawBufferPointer(start: octets, count: Int(value.bv_len)), as: UTF8.self)
        }
    }

    private func nextCookie(_ answer: OpaquePointer) -> [UInt8] {
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        guard ldap_parse_result(handle, answer, nil, nil, nil, nil, &controls, 0) == LDAP_SUCCESS, let controls else {
            return []
        }
        defer { ldap_controls_free(controls) }
        guard let control = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nil) else { return [] }
        var cookie = berval()
        guard ldap_parse_pageresponse_control(handle, control, nil, &cookie) == LDAP_SUCCESS, let octets = cookie.bv_val
        else { return [] }
        defer { ber_memfree(octets) }
        guard cookie.bv_len <= Limits.directoryValueOctets else { return [] }
        return Array(UnsafeRawBufferPointer(start: octets, count: Int(cookie.bv_len)))
    }

    /// In the library's words: what the server writes itself may hold what was asked.
    private func problem(_ code: Int32, isOfTLS: Bool) -> DirectoryProblem {
        let words = ldap_err2string(code).map { String(cString: $0) } ?? "\(code)"
        switch code {
        case LDAP_INVALID_CREDENTIALS, LDAP_INAPPROPRIATE_AUTH: return .credentialsRefused
        case LDAP_CONNECT_ERROR: return .untrusted(words)
        // The library says no more of a certificate that it refuses: the computer was there, and what followed was no LDAP.
        case LDAP_SERVER_DOWN where isFromTheStart && !isBound && watch.isConnected: return .untrusted("TLS")
        case LDAP_SERVER_DOWN, LDAP_TIMEOUT, LDAP_BUSY, LDAP_UNAVAILABLE: return .unreachable(words)
        default: return isOfTLS ? .untrusted(words) : .refused(words)
        }
    }
}

private let watchSocket: cldap_hearer = { socket, context in
    guard let context else { return }
    Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue().take(socket)
}
