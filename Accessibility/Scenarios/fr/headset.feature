# language: fr
@A2
Fonctionnalité: Le casque
  Le perdre ne perd pas l'appel.

  Contexte:
    Étant donné un agent aveugle

  @A2 @voice
  Scénario: Le casque débranché
    Étant donné un appel en cours avec Dupont
    Quand mon casque est débranché
    Alors l'écran montre « Casque perdu »
    Et la cloche du terminal sonne
    Et l'appel avec Dupont est pris
    Quand mon casque est rebranché
    Alors j'entends « Casque rebranché »
    Quand Dupont parle pendant 3 s
    Alors j'entends la voix de Dupont

  @EN-6.1 @G8
  Scénario: Un son large
    Étant donné un appel en cours avec Dupont
    Quand Dupont parle pendant 3 s
    Alors le codec est « opus »
    Et des paquets RTP partent
    Et des paquets RTP arrivent
    Et j'entends la voix de Dupont

  @EN-6.1
  Scénario: Le son large de G.722
    Étant donné le réglage « audio.codecs » à « g722 »
    Et un appel en cours avec Dupont
    Quand Dupont parle pendant 3 s
    Alors le codec est « g722 »
    Et j'entends la voix de Dupont
