# language: fr
@A2
Fonctionnalité: Le casque
  Le perdre ne perd pas l'appel.

  Contexte:
    Étant donné un agent aveugle

  @A2 @A27 @voice
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

  @A2 @EN-5.1.3.9 @voice
  Scénario: L'appareil de la voix débranché pendant qu'elle parle
    Étant donné que la voix a son propre appareil
    Et le réglage « voice.rate » à « 150 »
    Quand je demande où je suis
    Alors je n'entends rien pendant 2 s
    Quand Dupont appelle
    Et j'attends 600 ms
    Et l'appareil de la voix est débranché
    Alors j'entends « Voix au casque »
    # Ce qui a été coupé est redit, et l'appel sonne où l'on entend.
    Et j'entends « Dupont »
    Et j'entends la sonnerie
    Quand l'appareil de la voix est rebranché
    Alors l'écran montre « Voix sur son appareil »
    Et je n'entends plus la sonnerie

  @EN-6.1 @G8
  Scénario: Un son large
    Étant donné un appel en cours avec Dupont
    Quand Dupont parle pendant 3 s
    Alors le codec est « opus »
    Et des paquets RTP partent
    Et des paquets RTP arrivent
    Et j'entends la voix de Dupont

  @EN-6.1 @EN41-6.1.3 @G8
  Plan du scénario: Un son de <hauteur> Hz passe dans les deux sens
    Étant donné que mon micro capte un son de <hauteur> Hz
    Et un appel en cours avec Dupont
    Quand Dupont émet un son de <hauteur> Hz
    Alors j'entends un son de <hauteur> Hz affaibli de 3 dB au plus
    Et Dupont entend un son de <hauteur> Hz affaibli de 3 dB au plus

    Exemples:
      | hauteur |
      | 7000    |
      | 250     |
      | 100     |

  @EN-6.1
  Scénario: Le son large de G.722
    Étant donné le réglage « audio.codecs » à « g722 »
    Et que mon micro capte un son de 7000 Hz
    Et un appel en cours avec Dupont
    Quand Dupont parle pendant 3 s
    Alors le codec est « g722 »
    Et j'entends la voix de Dupont
    Quand Dupont émet un son de 7000 Hz
    Alors j'entends un son de 7000 Hz affaibli de 3 dB au plus
    Et Dupont entend un son de 7000 Hz affaibli de 3 dB au plus
