# language: fr
@A27
Fonctionnalité: Le réseau et le serveur
  Une panne se dit une fois, avec son remède.

  Contexte:
    Étant donné un agent aveugle
    Et que je suis en ligne

  @A27
  Scénario: Le serveur se tait
    Quand le serveur ne répond plus
    Alors j'entends « Hors ligne » une seule fois
    Et le programme est toujours en marche

  @A27
  Scénario: La ligne revient
    Quand le réseau tombe
    Et le réseau revient
    Alors j'entends le signal « Rétabli »
    Et je suis en ligne

  @A27
  Scénario: Le mot de passe refusé
    Quand le serveur refuse le mot de passe
    Alors j'entends une phrase qui contient « refusé »

  @A13
  Scénario: Une touche fait taire la voix
    Quand j'appuie sur F3
    Et j'appuie sur Flèche bas
    Alors la voix se tait en moins de 50 ms

  @A2
  Scénario: Le casque débranché
    Étant donné un appel en cours avec Dupont
    Quand mon casque est débranché
    Alors l'écran montre « Casque »
    Et l'appel avec Dupont est en cours
    Quand mon casque est rebranché
    Alors j'entends la voix de Dupont
