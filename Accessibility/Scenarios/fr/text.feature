# language: fr
@EN-6.2.1.1
Fonctionnalité: Écrire pendant l'appel
  Le texte en temps réel, à côté de la voix.

  Contexte:
    Étant donné un agent aveugle
    Et que mon micro capte une voix
    Et un appel en cours avec Dupont

  @G7 @EN-6.2.1.2 @EN-6.2.2.1 @EN-6.2.3 @fast
  Scénario: Écrire et parler ensemble
    Quand j'appuie sur « e »
    Et je tape « oui »
    Et j'appuie sur Entrée
    Alors le texte « oui » parvient à Dupont
    Et l'écran montre « Moi : oui »
    Et Dupont m'entend

  @EN-6.2.2.1 @EN-6.2.2.2 @EN-6.2.2.3 @fast
  Scénario: Qui a écrit
    Quand j'appuie sur « e »
    Et Dupont écrit « bonjour »
    Alors j'entends « Dupont écrit » puis « bonjour »
    Et l'écran montre « Dupont : bonjour »

  @EN-6.2.4 @G7
  Scénario: Une lettre part aussitôt
    Quand j'appuie sur « e »
    Et je tape « a »
    Alors le texte « a » parvient à Dupont en moins de 500 ms

  @EN41-6.2.5 @G7
  Scénario: Effacer chez l'autre
    Quand j'appuie sur « e »
    Et je tape « oit »
    Et j'appuie deux fois sur Retour arrière
    Et je tape « ui »
    Et j'appuie sur Entrée
    Alors le texte « oui » parvient à Dupont

  @EN41-6.2.8
  Scénario: Coller du texte
    Quand j'appuie sur « e »
    Et je colle « dossier 4512 »
    Et j'appuie sur Entrée
    Alors le texte « dossier 4512 » parvient à Dupont

  @EN41-6.2.7 @EN-6.2.3 @G7
  Scénario: Accents et signes
    Quand j'appuie sur « e »
    Et je tape « déjà à Noël, 5 € »
    Et j'appuie sur Entrée
    Alors le texte « déjà à Noël, 5 € » parvient à Dupont
    Quand Dupont écrit « où ça ? œuf »
    Alors l'écran montre « Dupont : où ça ? œuf »

  @EN41-6.2.6 @G7
  Scénario: Un correspondant qui écrit vite
    Quand j'appuie sur « e »
    Et Dupont écrit « la réunion du comité est remise à lundi prochain » une lettre toutes les 11 ms
    Alors l'écran montre « Dupont : la réunion du comité est remise à lundi prochain »
    Et j'entends « la réunion du comité est remise à lundi prochain »

  @EN41-6.2.2.5 @R8 @EN-11.2.2.2 @EN-11.3.2.1
  Scénario: Lire sans être déplacé
    Quand j'appuie sur « e »
    Alors le curseur est sur « Écrire : »
    Quand Dupont écrit « bonjour »
    Alors l'écran montre « Dupont : bonjour »
    Et le curseur ne bouge pas
    Quand j'appuie sur Flèche bas
    Alors le curseur est sur « Dupont : bonjour »
    Quand Martin m'envoie le message « midi »
    Alors l'écran montre « Message de Martin »
    Et le curseur ne bouge pas
    Et rien ne bouge au-dessus du curseur

  @EN41-6.2.2.4
  Scénario: Dans l'ordre où l'on finit
    Quand j'appuie sur « e »
    Et Dupont écrit « bonjour »
    Alors la ligne 4 montre « Dupont : bonjour »
    Quand je tape « oui »
    Et j'appuie sur Entrée
    Alors la ligne 4 montre « Dupont : bonjour »
    Et la ligne 5 montre « Moi : oui »

  @EN41-6.2.3 @EN-6.4 @A11 @fast
  Scénario: Les touches du téléphone ne sont pas du texte
    Quand je tape « 12 » à 300 ms par touche
    Alors les chiffres « 12 » partent
    Et j'entends « deux »
    Quand Dupont envoie les chiffres « 5 »
    Alors l'écran montre « Reçu cinq »

  @G7 @EN-6.2.3
  Scénario: Du texte malgré les pertes
    Quand le réseau perd 5 % des paquets
    Et j'appuie sur « e »
    Et je tape « rendez-vous à dix heures » une touche toutes les 60 ms
    Et j'appuie sur Entrée
    Alors le texte « rendez-vous à dix heures » parvient à Dupont

  @EN-6.2.3 @G7
  Scénario: Le texte perdu laisse une marque
    Quand j'appuie sur « e »
    Et Dupont écrit « début »
    Alors l'écran montre « Dupont : début »
    Quand le réseau perd 100 % des paquets
    Et Dupont écrit « perdu »
    Et j'attends 2 s
    Et le réseau perd 0 % des paquets
    Et Dupont écrit « fin »
    Alors l'écran montre « �fin »

  @EN41-6.2.1.3 @EN41-6.2.9
  Scénario: Le texte après une attente
    Quand je mets l'appel en attente
    Alors j'entends « Dupont en attente »
    Quand je reprends l'appel
    Alors l'appel avec Dupont est pris
    Quand j'appuie sur « e »
    Et je tape « oui »
    Et j'appuie sur Entrée
    Alors le texte « oui » parvient à Dupont
