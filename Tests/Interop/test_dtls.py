"""Keys of the sound by a handshake (DTLS-SRTP, RFC 5763) with real peers, on loopback. Run by `make test`."""
import json, unittest

from rig_case import setUpModule, tearDownModule
from peerlib import Baresip
from secret_case import SecretCase
from softphone import audio


def config(headset="null:", codecs=None, **keys):
    # In clear signalling: a fingerprint is no secret.
    text = '[[account]]\naddress = "sip:alice@127.0.0.1:5160"\npassword = "alice-pw"\nregistrar = "sip:127.0.0.1:5160"\n'
    for key, value in keys.items(): text += "%s = %s\n" % (key, json.dumps(value))
    return text + audio("burst:440", headset, codecs)


class Handshakes(SecretCase):
    baresip_menc, linphone_menc = "dtls_srtp", "dtls"

    def phone(self, **options): return self.registered(config(**options))

    def judge_wire(self, capture):
        """And the handshake is seen."""
        super().judge_wire(capture)
        # By its octets: on a port where sound was seen first the dissector may take it for sound.
        seen = capture.read("udp.payload[0:1]==16 && udp.payload[13:1]==02", "udp.srcport")
        self.assertGreaterEqual(len(seen), 1, "no handshake on the wire")

    def with_baresip(self, *, exchange="dtls", **options):
        super().with_baresip(key_exchange=exchange, encryption="required", **options)

    def with_linphone(self, **options): super().with_linphone(key_exchange="dtls", **options)

    def test_baresip_called(self): self.with_baresip(outgoing=True)
    def test_baresip_calls(self): self.with_baresip(outgoing=False)
    def test_baresip_calls_a_line_that_offers_keys(self): self.with_baresip(outgoing=False, exchange="sdes")
    def test_baresip_held_and_resumed(self): self.with_baresip(outgoing=True, hold=True)

    def test_linphone_called(self): self.with_linphone(outgoing=True)
    def test_linphone_calls(self): self.with_linphone(outgoing=False)

    def test_a_peer_without_encryption_is_called_in_clear_where_that_is_allowed(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone(key_exchange="dtls")
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active", encryption="notEncrypted")
        bob.ev("CALL_ESTABLISHED")

    def test_and_not_where_it_is_required(self):
        self.peer(Baresip, "bob", self.ports())
        phone = self.phone(key_exchange="dtls", encryption="required")
        call = phone.dial("bob")
        phone.wait("call.ended", call=call, cause="noEncryption")


if __name__ == "__main__":
    unittest.main(verbosity=2)
