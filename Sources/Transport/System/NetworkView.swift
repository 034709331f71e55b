import CLinux
import Glibc
import SIP

/// What this computer's network looks like at one moment.
struct NetworkView {
    /// Where we can be reached from, numeric.
    var usable: Set<String>
    /// The addresses that lead to the whole of either family; nil: no route.
    var sourceOfFour: String?
    var sourceOfSix: String?
    /// Whether an address is on this computer.
    var isOurs: (String) -> Bool
    /// The address that the kernel uses towards a numeric host; nil: no route.
    var source: (String) -> String?

    /// As the kernel tells it now. Nothing is sent: a datagram socket is only connected, or bound.
    static func now() -> NetworkView {
        var found = [clinux_endpoint](repeating: clinux_endpoint(), count: Limits.ownAddresses)
        let count = Int(clinux_usable_addresses(&found, Int32(found.count)))
        let source = { (host: String) in clinux_endpoint(host: host, port: 5_060)?.sourceHost }
        return NetworkView(
            usable: Set(found.prefix(count).map(\.host)),
            // Addresses for documentation (RFC 5737, RFC 3849): on no link, so that the default route answers.
            sourceOfFour: source("192.0.2.1"), sourceOfSix: source("2001:db8::1"),
            isOurs: { host in
                var port: UInt16 = 0
                let descriptor = clinux_udp_bind(host, 0, &port)
                if descriptor >= 0 { close(descriptor) }
                return descriptor >= 0
            }, source: source)
    }

    /// Whether everything that matters to us is as it was.
    func isSame(as other: NetworkView) -> Bool {
        usable == other.usable && sourceOfFour == other.sourceOfFour && sourceOfSix == other.sourceOfSix
    }
}
