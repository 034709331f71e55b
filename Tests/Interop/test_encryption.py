"""Encrypted sound with real peers: keys in the description (RFC 4568) over TLS through Kamailio, on loopback. Run by `make test`."""
import json, os, unittest

from rig_case import RUN, setUpModule, tearDownModule
from peerlib import Baresip
from secret_case import SecretCase
from softphone import audio


def config(headset="null:", registrar="sip:127.0.0.1:5161;transport=tls", codecs=None, **keys):
    keys = dict({"tls_authorities": os.path.join(RUN, "certs", "ca.pem")}, **keys)
    text = '[[account]]\naddress = "sip:alice@127.0.0.1:5160"\npassword = "alice-pw"\nregistrar = "%s"\n' % registrar
    for key, value in keys.items(): text += "%s = %s\n" % (key, json.dumps(value))
    return text + audio("burst:440", headset, codecs)


class Encryption(SecretCase):
    baresip_menc, linphone_menc = "srtp-mand", "srtp"

    def phone(self, **options): return self.registered(config(**options))

    def test_baresip_called(self): self.with_baresip(suite="AEAD_AES_256_GCM", outgoing=True)
    def test_baresip_calls(self): self.with_baresip(suite="AES_CM_128_HMAC_SHA1_80", outgoing=False)
    def test_baresip_held_and_resumed(self): self.with_baresip(suite="AEAD_AES_256_GCM", outgoing=True, hold=True)

    def test_linphone_called(self): self.with_linphone(outgoing=True)
    def test_linphone_calls(self): self.with_linphone(outgoing=False)

    def test_a_peer_without_encryption_is_called_in_clear_where_that_is_allowed(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active", encryption="notEncrypted")
        bob.ev("CALL_ESTABLISHED")
        self.assertNotIn("encryption", phone.ask("call.statistics", call=call))

    def test_and_not_where_it_is_required(self):
        self.peer(Baresip, "bob", self.ports())
        phone = self.phone(encryption="required")
        call = phone.dial("bob")
        phone.wait("call.ended", call=call, cause="noEncryption")

    def test_a_caller_in_clear_is_refused_where_encryption_is_required(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone(encryption="required")
        bob.call("sip:alice@127.0.0.1:5160")
        told = phone.wait("call.refusedInClear")
        self.assertIn("bob", told["remote"]["address"])
        bob.ev("CALL_CLOSED")
        self.assertEqual(phone.count("call.incoming"), 0)

    def test_without_tls_no_key_is_told(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone(registrar="sip:127.0.0.1:5160")
        call = phone.dial("bob")
        changed = phone.wait("call.changed", call=call, state="active")
        self.assertNotIn("encryption", changed)
        bob.ev("CALL_ESTABLISHED")

    def test_required_without_tls_is_no_call(self):
        phone = self.phone(registrar="sip:127.0.0.1:5160", encryption="required")
        call = phone.dial("bob")
        phone.wait("call.ended", call=call, cause="noEncryption")


if __name__ == "__main__":
    unittest.main(verbosity=2)
