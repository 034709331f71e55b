# language: fr
@A20
Fonctionnalité: Un appel par le braille seul
  Aucun son n'est nécessaire.

  Contexte:
    Étant donné un agent sourdaveugle
    Et un poste sans son
    Et une plage braille de 40 cellules

  @A19 @A20
  Scénario: L'état d'abord
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne Dupont »
    Et la cloche du terminal sonne

  @A20
  Scénario: Écrire et lire
    Étant donné un appel en cours avec Dupont
    Quand Dupont écrit « bonjour »
    Alors la plage braille montre « bonjour »
    Quand j'appuie sur « e »
    Et je tape « oui »
    Et j'appuie sur Entrée
    Alors le texte « oui » parvient à Dupont

  @A20
  Scénario: La touche de routage
    Quand Dupont appelle
    Et j'appuie sur la cellule 1 de la plage braille
    Alors le curseur est sur « Sonne Dupont »

  @A20
  Scénario: Un appel manqué reste lisible
    Quand Dupont appelle
    Et Dupont renonce
    Et j'attends 30 s
    Alors l'écran montre « Manqué »

  @A20
  Scénario: Raccrocher
    Étant donné un appel en cours avec Dupont
    Quand j'appuie sur F12
    Alors Dupont reçoit un BYE en moins de 1 s
    Et l'appel avec Dupont est fini
