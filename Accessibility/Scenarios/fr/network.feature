# language: fr
@A27
Fonctionnalité: Le réseau et le serveur
  Une panne se dit une fois, avec son remède.

  Contexte:
    Étant donné un agent aveugle

  @A12 @A27 @EN-11.3.3.1 @EN-11.3.3.3 @EN-11.4.1.3
  Scénario: Le mot de passe refusé
    Étant donné que le serveur refuse le mot de passe
    Quand le programme démarre
    Alors j'entends « Mot de passe refusé » une seule fois
    Et l'écran montre « mot de passe refusé »

  @A27 @slow
  Scénario: Le serveur muet, puis de retour
    Étant donné que le serveur ne répond plus
    Quand le programme démarre
    Alors j'entends « Hors ligne, serveur muet » en moins de 45 s
    Et j'entends « Hors ligne, serveur muet » une seule fois
    Et l'écran montre « serveur muet »
    Quand le serveur répond de nouveau
    Alors j'entends « Prêt, ligne Accueil » en moins de 60 s
    Et l'écran montre « prête »

  @A27 @slow @voice
  Scénario: La ligne perdue, puis rétablie
    # La perte se voit quand l'enregistrement se renouvelle.
    Étant donné le réglage « account.expires » à « 60 »
    Et que je suis en ligne
    Quand le serveur ne répond plus
    Alors j'entends « Hors ligne, serveur muet » en moins de 110 s
    Quand le serveur répond de nouveau
    Alors j'entends « Ligne rétablie » en moins de 60 s
    Et l'écran montre « Ligne rétablie »

  @A27 @A30
  Scénario: Une coupure courte
    Étant donné un appel en cours avec Dupont
    Quand le réseau tombe pendant 2 s
    Et j'attends 3 s
    Et Dupont parle pendant 3 s
    Alors j'entends la voix de Dupont
    Et l'appel avec Dupont est pris

  @A27 @slow
  Scénario: Le correspondant qu'on n'entend plus
    Étant donné que mon micro capte une voix
    Et un appel en cours avec Dupont
    Quand le réseau tombe
    Alors j'entends « Plus rien de Dupont » en moins de 30 s
    Quand le réseau revient
    Alors j'entends « Dupont revient »

  @A27
  Scénario: Des pertes, et le son passe
    Étant donné un appel en cours avec Dupont
    Quand le réseau perd 5 % des paquets
    Et Dupont parle pendant 4 s
    Alors j'entends la voix de Dupont
